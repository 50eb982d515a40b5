"""`sarkhat stories` on the command line."""

import json

from click.testing import CliRunner

from sarkhat.stories.commands import stories

BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد."


def line(name: str, hour: int, text: str, **more: str) -> str:
    return json.dumps({"id": name, "source": name, "published": f"2026-03-01T{hour:02}:00:00Z", "text": text} | more)


def test_in_the_inputs_order_named_by_the_first() -> None:
    rows = [
        line("late", 9, BRIDGE),
        line("other", 8, "خبری دیگر از بازار فرش کاشان"),
        line("early", 7, BRIDGE, title="پل"),
    ]
    done = CliRunner().invoke(stories, [], input="\n".join(rows))
    assert done.exit_code == 0
    assert [json.loads(row) for row in done.stdout.splitlines()] == [
        {"id": "late", "story": "early"},
        {"id": "other", "story": "other"},
        {"id": "early", "story": "early"},
    ]


def test_a_bad_line_prints_nothing() -> None:
    done = CliRunner().invoke(stories, [], input=line("a", 7, BRIDGE) + "\nx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "line 2" in done.stderr
