"""`sarkhat rank` on the command line."""

import json

from click.testing import CliRunner

from sarkhat.ranking.commands import rank

BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد."


def line(name: str, hour: int, text: str) -> str:
    return json.dumps({"id": name, "source": name, "published": f"2026-03-01T{hour:02}:00:00Z", "text": text})


ROWS = "\n".join(
    [
        line("a", 7, BRIDGE),
        line("b", 8, "پل کارون گشوده شد: شهردار اهواز پایان هفت سال ساخت را خبر داد"),
        line("c", 8, "تیم والیبال در دیدار پایانی لیگ پیروز شد و جام را برد"),
        line("later", 12, BRIDGE),
    ]
)


def test_best_first_and_only_what_was_out_by_then() -> None:
    done = CliRunner().invoke(rank, ["-", "--at", "2026-03-01T09:00:00Z"], input=ROWS)
    assert done.exit_code == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["story"], first["members"]) == ("a", ["a", "b"])
    assert (second["story"], second["members"], second["section"]) == ("c", ["c"], "sport")
    assert first["score"] > second["score"]
    assert set(first["terms"]) == {"outlets", "freshness", "front", "reach"}


def test_a_wrong_time_is_told() -> None:
    done = CliRunner().invoke(rank, ["-", "--at", "noon"], input=ROWS)
    assert done.exit_code == 2
    assert "2026-07-21T08:00:00Z" in done.stderr
