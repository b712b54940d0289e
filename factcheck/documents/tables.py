"""Tables of every format: which cells hold data, and what their heads say of them.

The unit of a cell starts at the cell's own first character. Its text is the cell followed by its heads in
brackets, `921,000 (Invention patents granted; China)`: the added words are all placed where the cell ends,
so no span of the cell moves. What stands in the corner above the row heads ("2023", "Metric (2024)") holds
for the whole table and is given as the innermost heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.documents.blocks import Block
from factcheck.documents.tracing import PLACEHOLDER, Traced
from factcheck.model import BlockKind, Context
from factcheck.record import record

# no table that people read is larger; what claims to be must not cost more
_WIDEST_CELL, _TALLEST_CELL, _WIDEST_ROW = 100, 200, 500
_NO_DATA = frozenset({"na", "n/a", "n.a", "n. a", "nd", "n/d", "n.d", "tba", "tbd"})


@record
class Cell:
    """A cell as written: its text, whether the markup calls it a head, and how many columns and rows it spans."""

    text: Traced
    head: bool = False
    columns: int = 1
    rows: int = 1


def table_blocks(
    rows: Sequence[Sequence[Cell]], context: Context, caption: str | None = None, quoted: bool = False
) -> Iterator[Block]:
    """The data cells of a table, row by row.

    The rows whose cells are all heads are the head of the table, else its first row is; the first cell
    of each row heads it. A table of one row has no heads, nor has one of one column where nothing is
    marked as head; their cells are paragraphs.
    """
    if len(rows) < 2 or all(len(row) == 1 and not row[0].head for row in rows):
        yield from (
            Block(BlockKind.PARAGRAPH, cell.text, context, quoted) for row in rows for cell in row if cell.text.text
        )
        return
    grid = _grid(rows)
    depth = _head_depth(rows)
    heads = [_join(row[column] for row in grid[:depth] if column < len(row)) for column in range(_width(grid))]
    corner = heads[0] if heads and len(heads) > 1 else ""
    headings = (*context.headings, corner) if corner else context.headings
    context = Context(headings, context.introduction, caption=caption)
    for row in grid[depth:]:
        yield from _row_blocks(row, heads, context, quoted)


def _row_blocks(row: Sequence[Cell | None], heads: Sequence[str], context: Context, quoted: bool) -> Iterator[Block]:
    width = len(heads)
    depth = 1 if width > 1 else 0
    while 0 < depth < len(row) - 1 and _is(row[depth], head=True):
        depth += 1
    row_head = _join(row[:depth])
    seen: set[int] = {id(cell) for cell in row[:depth]}
    for column, cell in enumerate(row[depth:], depth):
        if cell is None or id(cell) in seen or not holds_data(cell.text.text):
            continue
        seen.add(id(cell))
        own = Context(context.headings, context.introduction, row_head or None, heads[column] or None, context.caption)
        said = "; ".join(filter(None, (row_head, heads[column])))
        yield Block(BlockKind.CELL, cell.text.followed_by(f" ({said})") if said else cell.text, own, quoted)


def holds_data(text: str) -> bool:
    """True where a cell says something: not for an empty one, a dash, "n/a"."""
    bare = text.strip(f"{PLACEHOLDER} .*†‡").lower()
    return any(map(str.isalnum, bare)) and bare not in _NO_DATA


def _is(cell: Cell | None, head: bool) -> bool:
    return cell is not None and cell.head is head


def _head_depth(rows: Sequence[Sequence[Cell]]) -> int:
    depth = 0
    while depth < len(rows) and rows[depth] and all(cell.head for cell in rows[depth]):
        depth += 1
    return max(1, depth) if depth < len(rows) else 1


def _width(grid: Sequence[Sequence[Cell | None]]) -> int:
    return max(map(len, grid), default=0)


def _join(cells: Iterator[Cell | None] | Sequence[Cell | None]) -> str:
    """The texts of head cells, each once: a cell that spans two of them is not said twice."""
    return " ".join(dict.fromkeys(cell.text.text for cell in cells if cell is not None and cell.text.text))


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """The cells at their places; one that spans several columns or rows stands at each of them."""
    grid: list[list[Cell | None]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell | None] = []
        still: dict[int, tuple[Cell, int]] = {}
        for cell in [*row, None]:
            while len(line) in hanging:
                above, left = hanging[len(line)]
                if left > 1:
                    still[len(line)] = (above, left - 1)
                line.append(above)
            if cell is None or len(line) > _WIDEST_ROW:
                break
            for _ in range(max(1, min(cell.columns, _WIDEST_CELL))):
                if cell.rows > 1:
                    still[len(line)] = (cell, min(cell.rows, _TALLEST_CELL) - 1)
                line.append(cell)
        hanging = still
        grid.append(line)
    return grid
