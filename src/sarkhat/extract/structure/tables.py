"""Tables of data. A table that only lays a page out is none; its words are paragraphs as they are."""

from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from sarkhat.extract.records import Block, Cell, Figure
from sarkhat.extract.structure.region import Placed, Region
from sarkhat.extract.structure.wording import number, words

_LONGEST: Final = 500  # characters of a cell
_ROWS: Final = 300
_COLUMNS: Final = 30
_FILLED: Final = 0.3  # of the cells hold something
_SILENT: Final = 2  # tables of which no cell is among the words
_PARTS: Final = ("thead", "tbody", "tfoot")

Rows = tuple[tuple[Cell, ...], ...]


def tables(region: Region, blocks: Sequence[Block]) -> Iterator[Placed]:
    """The tables inside the body, each in the place of those blocks that are its cells."""
    found = list(_found(region, blocks))
    silent = sum(figure.to == figure.at for _, _, figure in found)
    # A calendar or a shop's grid says nothing that the body says; one table of mere figures at the end may be news.
    return (one for one in found if one[2].to > one[2].at or silent <= _SILENT)


def _found(region: Region, blocks: Sequence[Block]) -> Iterator[Placed]:
    lines = region.lines
    for box, node in enumerate(lines.nodes):
        if lines.boxes[box].tag != "table" or region.sides[box] or not region.inside[box]:
            continue
        rows = () if _lays_out(node) else _rows(node)
        if not _is_data(rows):
            continue
        caption = words(next((part for part in node.iter() if part.tag == "caption"), None))
        first, end = _place(region, box, blocks, rows, caption)
        if end >= first:
            yield region.spans[box][0], box, Figure("table", first, end, text=caption, rows=rows)


def _rows(node: LexborNode) -> Rows:
    found: list[tuple[LexborNode, bool]] = []
    for part in node.iter():
        if part.tag == "tr":
            found.append((part, False))
        elif part.tag in _PARTS:
            found += [(row, part.tag == "thead") for row in part.iter() if row.tag == "tr"]
    rows = (tuple(_cell(cell, head) for cell in row.iter() if cell.tag in ("td", "th")) for row, head in found[:_ROWS])
    return tuple(row[:_COLUMNS] for row in rows if any(cell.text for cell in row))


def _cell(node: LexborNode, in_head: bool) -> Cell:
    attributes = node.attributes
    across, down = (min(max(number(attributes.get(side)), 1), _COLUMNS) for side in ("colspan", "rowspan"))
    return Cell(words(node), across, down, in_head or node.tag == "th")


def _lays_out(node: LexborNode) -> bool:
    return len(node.css("table")) > 1 or (node.attributes.get("role") or "") in ("presentation", "none")


def _is_data(rows: Rows) -> bool:
    cells = [cell.text for row in rows for cell in row]
    is_grid = len(rows) > 1 and max(len(row) for row in rows) > 1
    return is_grid and max(map(len, cells)) <= _LONGEST and sum(map(bool, cells)) >= _FILLED * len(cells)


def _place(region: Region, box: int, blocks: Sequence[Block], rows: Rows, caption: str) -> tuple[int, int]:
    """From which block to which it stands; the end before the begin where it would hide words that it does not show."""
    start, behind = region.spans[box]
    first = region.before[min(start, behind)]
    later = [region.before[number] for number in range(behind + 1, len(region.before)) if number - 1 in region.taken]
    end = max(first, (later[0] - 1) if later else len(blocks))
    said = f"{caption} {' '.join(cell.text for row in rows for cell in row)}"
    inside = [" ".join(block.text.split()) in said for block in blocks[first:end]]
    while inside and not inside[-1]:
        inside.pop()
    leading = next((place for place, shown in enumerate(inside) if shown), 0)
    return (first + leading, first + len(inside)) if all(inside[leading:]) else (1, 0)
