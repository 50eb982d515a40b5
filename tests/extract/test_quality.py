"""The quality gate: fails when extraction gets worse on real pages that nobody here wrote."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sarkhat.extract.decide import extract_page


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "extract.py"
    spec = importlib.util.spec_from_file_location("bench_extract", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_extract"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "least"), [("fundus", 0.965), ("newspaper4k", 0.97)])
def test_bodies_are_as_good_as_they_were(bench: ModuleType, shared_data: Path, name: str, least: float) -> None:
    pages = list(getattr(bench, name)(shared_data))
    taken = [bench.ours(page) for page in pages]
    assert bench.body_score([item.text for item in taken], pages)["f1"] >= least


def test_dates_are_rarely_wrong(bench: ModuleType, shared_data: Path) -> None:
    pages = list(bench.fundus(shared_data))
    told = bench.metadata([bench.as_told(bench.ours(page)) for page in pages], pages)
    assert told.get("date wrong", 0) <= 0.03 * sum(count for name, count in told.items() if name.startswith("date"))


def test_every_zwnj_of_persian_text_in_a_real_page_is_kept(bench: ModuleType, shared_data: Path) -> None:
    """Invented Persian lines stand in for the paragraphs of real pages: whatever is taken has all its ZWNJs."""
    line = "خانه‌های کوچه‌ای که می‌بینید سال‌هاست بی‌صدا مانده‌اند و همسایه‌ها از آن‌ها می‌گویند."
    kept = 0
    for page in list(bench.fundus(shared_data))[::4]:
        html = page.html.decode("utf-8", "replace")
        for part in (part for part in page.text.split("\n") if len(part) > 60):
            html = html.replace(part, line)
        text = extract_page(html, page.url, bench.NOW).text
        assert "خانههای" not in text
        assert "میبینید" not in text
        kept += text.count(line)
    assert kept > 0
