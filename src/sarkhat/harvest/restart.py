"""After a long time away everything is overdue at once; visits are spread before the first of them is made."""

from datetime import datetime, timedelta
from typing import Final

from sarkhat.harvest.models import WatchState
from sarkhat.net.address import is_loopback
from sarkhat.store import rows

LATE: Final = timedelta(minutes=5)  # a worker that was away for less has no crowd waiting
LONGEST: Final = 900  # seconds over which the visits are spread; a livelier watch's own interval where it is shorter
_TURN: Final = 0.6180339887498949  # the golden section: however many there are, no two numbers lie near each other


def spread_overdue(now: datetime) -> int:
    """At a start: what has been due for long becomes due one after the other. Returns how many watches.

    A watch that is due often comes first. Hosts are mixed, since neighbours by number lie far apart; this machine's
    own (sample, replay) are left due. Call inside no transaction of others.
    """
    late = WatchState.objects.filter(next_at__lt=now - LATE).values_list("pk", "interval", "watch__host")
    moved = [
        [now + timedelta(seconds=pk * _TURN % 1 * min(interval, LONGEST)), pk]
        for pk, interval, host in late
        if not is_loopback(host)
    ]
    rows.update(WatchState, ["next_at"], moved)
    return len(moved)
