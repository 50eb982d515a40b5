"""A moderator's decision on comments."""

from collections.abc import Iterable
from typing import Literal

from sarkhat.community.models import Comment

Decision = Literal["waiting", "shown", "refused"]


def decide(numbers: Iterable[int], state: Decision) -> int:
    """Give the comments this state; how many had another one before."""
    return Comment.objects.filter(pk__in=list(numbers)).exclude(state=state).update(state=state)
