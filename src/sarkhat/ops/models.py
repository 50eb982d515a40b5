"""Tables of ops: outlets that broke or were mended, and how far each way of telling has told of them."""

from django.db import models

from sarkhat.sources.models import Outlet


class Change(models.Model):
    """An outlet broke, or was mended. Its number is the order in which it is told."""

    outlet = models.ForeignKey(Outlet, models.CASCADE)
    broken = models.BooleanField()
    since = models.DateTimeField()  # since when it is so
    word = models.CharField(max_length=60, blank=True)  # word key of what is wrong
    noticed_at = models.DateTimeField()


class Way(models.Model):
    """A way of telling the operator, as mail. `told` is the number of the last change that went out by it."""

    name = models.CharField(max_length=20, primary_key=True)
    told = models.BigIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)  # failures in a row
    next_at = models.DateTimeField(null=True)  # after a failure: not before
    error = models.CharField(max_length=500, blank=True)
