"""The turnstile: so many from one place, and nothing kept that names the place."""

from sarkhat.community.limits import KEY_LIFE, PLACES, Turnstile


def test_lets_so_many_through_and_again_later():
    gate = Turnstile(most=2, within=60)
    start = gate._made
    assert [gate.lets("10.0.0.1", start + second) for second in (0, 1, 2)] == [True, True, False]
    assert gate.lets("10.0.0.2", start + 2)
    assert gate.lets("10.0.0.1", start + 61)


def test_keeps_no_address():
    gate = Turnstile()
    gate.lets("192.0.2.77")
    assert not any(b"192.0.2" in key for key in gate._passed)


def test_the_key_changes_and_memory_is_bounded():
    gate = Turnstile(most=1)
    start, key = gate._made, gate._key
    gate.lets("a", start)
    gate.lets("a", start + KEY_LIFE + 1)
    assert gate._key != key
    for number in range(PLACES + 5):
        gate.lets(str(number), start + KEY_LIFE + 2)
    assert len(gate._passed) <= PLACES + 1
