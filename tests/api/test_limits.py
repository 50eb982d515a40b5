"""The limit by itself, with the clock given."""

from sarkhat.api.limits import DAY, Limiter


def test_a_burst_then_a_steady_rate() -> None:
    limiter = Limiter(a_minute=60, at_once=3)
    assert [limiter.wait("a", 100.0) for _ in range(4)] == [0, 0, 0, 1.0]
    assert limiter.wait("a", 101.0) == 0
    assert limiter.wait("a", 101.0) == 1.0
    assert limiter.wait("b", 101.0) == 0


def test_nothing_of_an_address_is_kept_beyond_a_day() -> None:
    limiter = Limiter(a_minute=1, at_once=1)
    limiter.wait("198.51.100.7", DAY - 1)
    before = dict(limiter._next)
    assert limiter.wait("198.51.100.7", DAY - 1) > 0
    assert limiter.wait("198.51.100.7", DAY + 1) == 0
    assert not before.keys() & limiter._next.keys()
    assert not [key for key in before if b"198" in key]


def test_many_addresses_do_not_fill_the_memory(monkeypatch: object) -> None:
    limiter = Limiter()
    for number in range(50_002):
        limiter.wait(str(number), number * 1.0 if number < DAY else DAY - 1)
    assert len(limiter._next) < 1000
