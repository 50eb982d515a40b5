"""Tables of the ground: where each stage stands (`Cursor`) and the order in which rows changed (`Sequence`)."""

from django.db import models


class Cursor(models.Model):
    """How far a later stage has read an earlier stage's rows, in the order of their `seq`."""

    stage = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField(default=0)


class Sequence(models.Model):
    """Counts the changes of one table; a row takes the next number whenever it is made or changed."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.BigIntegerField(default=0)
