"""The last visits of a watch: kept as lines, read back, never more than forty."""

from datetime import UTC, datetime, timedelta

from sarkhat.harvest.visitlog import LENGTH, Seen, added, read

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_visits_come_back_newest_first() -> None:
    visits = [Seen(NOON, 200, 3, ""), Seen(NOON + timedelta(hours=1), None, 0, "net-timeout")]
    log = ""
    for visit in visits:
        log = added(log, visit)
    assert read(log) == visits[::-1]
    assert read("") == []


def test_old_visits_are_forgotten() -> None:
    log = ""
    for hour in range(LENGTH + 5):
        log = added(log, Seen(NOON + timedelta(hours=hour), 304, 0, ""))
    assert len(read(log)) == LENGTH
    assert read(log)[0].at == NOON + timedelta(hours=LENGTH + 4)
