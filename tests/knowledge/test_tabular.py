"""Tables of figures to assertions."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import KnowledgeError, UsageError
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.compose import insert, new_file
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from factcheck.knowledge.tabular import Imported, Layout, convert, problems, read_grid, read_layout

RIVERS = str(Path(__file__).parent / "rivers")
CITED = {"source": "river-atlas-2021", "locator": "table 9"}


@pytest.fixture(scope="module")
def rivers(readers: Readers) -> KnowledgeBase:
    return load_knowledge([RIVERS], readers)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> KnowledgeBase:
    """The rivers with a metric of each kind."""
    folder = tmp_path_factory.mktemp("more")
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary/m.yaml").write_text(
        "format: 1\nmetrics:\n"
        "  - {id: flow, name: flow, kind: number, unit: litre, words: [[flow]]}\n"
        "  - {id: gap, name: gap, kind: duration, unit: month, between: true, words: [[gap]]}\n"
        "  - {id: share, name: share, kind: percent, words: [[share]]}\n"
        "  - {id: toll, name: toll, kind: currency, unit: EUR, words: [[toll]]}\n",
        "utf-8",
    )
    return load_knowledge([RIVERS, str(folder)], readers)


def done(base: KnowledgeBase, readers: Readers, table: str, layout: Layout | None = None, **constants: str) -> Imported:
    given = layout or Layout({}, {}, {}, frozenset())
    together = Layout(given.columns, given.heads, {**CITED, **given.constants, **constants}, given.ignored)
    return convert(read_grid(table.encode(), "t.csv"), together, base, readers)


def figures(found: Imported) -> dict[str, object]:
    return {name: entry["value"] for name, entry in found.entries.items()}


# --- shapes --------------------------------------------------------------------------------------

LONG = 'subject,metric,period,value\nrhine,flow,2019,"1,230"\nRhine,share,2020,40%\n'
WIDE_PERIODS = "River,2019,Q1 2020\nRhine,100,..\nVolga,300,400\n"
WIDE_METRICS = "River,flow,share\nRhine,100,4%\n"
MIXED = "River,metric,2019\nRhine,flow,100\nRhine,share,4 %\n"
SHAPES = [
    (LONG, {}, {"rhine-flow-2019": "1,230", "rhine-share-2020": "40%"}),
    (
        WIDE_PERIODS,
        {"metric": "flow"},
        {"rhine-flow-2019": "100", "volga-flow-2019": "300", "volga-flow-q1-2020": "400"},
    ),
    (WIDE_METRICS, {}, {"rhine-flow": "100", "rhine-share": "4%"}),
    (WIDE_METRICS, {"period": "2019"}, {"rhine-flow-2019": "100", "rhine-share-2019": "4%"}),
    (MIXED, {}, {"rhine-flow-2019": "100", "rhine-share-2019": "4 %"}),
    ("value,year,entity\n5,2019,Rhine\n", {"metric": "flow"}, {"rhine-flow-2019": "5"}),
    ("Flow,share\n5,4%\n", {"subject": "rhine"}, {"rhine-flow": "5", "rhine-share": "4%"}),
]


@pytest.mark.parametrize(("table", "constants", "expected"), SHAPES)
def test_shapes(
    table: str, constants: dict[str, str], expected: dict[str, str], base: KnowledgeBase, readers: Readers
) -> None:
    found = done(base, readers, table, **constants)
    assert figures(found) == expected
    assert list(found.entries) == sorted(expected)
    assert found.faults == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_dialects(delimiter: str, end: str, encoding: str, base: KnowledgeBase, readers: Readers) -> None:
    lines = ['"River"|2019|2020', '"Rhine"|"1,230"|-', "", "Volga| 3 530|n/a"]
    content = end.join(lines).replace("|", delimiter).encode(encoding)
    grid = read_grid(content, "t.csv")
    found = convert(grid, Layout({}, {}, {**CITED, "metric": "flow"}, frozenset()), base, readers)
    assert figures(found) == {"rhine-flow-2019": "1,230", "volga-flow-2019": "3,530"}
    assert (found.faults, found.blank) == ((), 2)


def test_lines_are_those_of_the_file(base: KnowledgeBase, readers: Readers) -> None:
    found = done(base, readers, '\nsubject,value,note\n\nrhine,5,"two\nlines"\nvolga,x,\n', metric="flow")
    assert dict(found.lines) == {"rhine-flow": 4}
    assert [fault.line for fault in found.faults] == [6]
    assert found.entries["rhine-flow"]["note"] == "two\nlines"


# --- a mapping -----------------------------------------------------------------------------------

MAPPING = """
columns: {subject: Name of river, note: Remark}
ignore: [Code]
heads:
  - {head: Litres, metric: flow, period: 2019}
  - {head: Part, metric: share, suffix: "%", locator: page 3}
statement: "{subject}: {metric} {value} {unit}, {period}"
id: "{metric}/{subject}"
url: https://example.org
read_kind: primary
read_on: 2024-06-01
"""


def test_a_mapping(base: KnowledgeBase, readers: Readers) -> None:
    layout = read_layout(MAPPING.encode(), "m.yaml")
    found = done(base, readers, "Code,Name of river,Litres,Part,Remark\nDE,Rhine,5,7.5,wet\n", layout)
    assert found.faults == ()
    assert found.entries["flow-rhine"] == {
        "id": "flow-rhine", "kind": "figure", "statement": "Rhine: flow 5 litre, 2019", "subject": "rhine",
        "metric": "flow", "period": "2019", "value": "5", "sources": [{"id": "river-atlas-2021", "locator": "table 9"}],
        "read_at": [{"url": "https://example.org", "kind": "primary", "on": "2024-06-01"}], "note": "wet",
    }  # fmt: skip
    assert (found.entries["share-rhine"]["value"], found.entries["share-rhine"]["sources"]) == (
        "7.5%", [{"id": "river-atlas-2021", "locator": "page 3"}],
    )  # fmt: skip


FAULTY_MAPPINGS = [
    ("column: {}", "m.yaml:1:1: unknown key `column` in the mapping; did you mean `columns`?"),
    ("columns: {river: a}", "m.yaml:1:11: unknown key `river` in `columns`"),
    ("decimal: dot", "m.yaml:1:10: unknown decimal `dot` in the mapping; write one of point, comma"),
    ("url: https://example.org", "m.yaml:1:1: `read_kind` is missing in the mapping"),
    ("heads: [{metric: flow}]", "m.yaml:1:9: `head` is missing in a member of `heads`"),
    ("a: [\n", "m.yaml:2:1: a value is missing, or a bracket never closed; write it, or close the bracket"),
]


@pytest.mark.parametrize(("text", "told"), FAULTY_MAPPINGS)
def test_faulty_mappings(text: str, told: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_layout(text.encode(), "m.yaml")
    assert str(caught.value).startswith(told)


# --- figures -------------------------------------------------------------------------------------


@given(
    digits=st.integers(0, 10**12),
    decimals=st.integers(0, 3),
    comma=st.booleans(),
    group=st.sampled_from(["", " ", "\u202f", "'", ","]),
)
def test_what_is_written_reads_as_what_was_meant(
    digits: int, decimals: int, comma: bool, group: str, base: KnowledgeBase, readers: Readers
) -> None:
    point = "," if comma else "."
    meant = Fraction(digits, 10**decimals)
    whole, rest = f"{digits:0{decimals + 1}d}"[: -decimals or None], f"{digits:0{decimals + 1}d}"[-decimals:]
    # a comma between groups is a point where the point is a comma
    grouped = f"{int(whole):,}".replace(",", "." if comma and group == "," else group) if group else whole
    printed = f"{grouped}{point}{rest}" if decimals else grouped
    found = done(
        base, readers, f'subject,value\nrhine,"{printed}"\n', metric="flow", decimal="comma" if comma else "point"
    )
    assert found.faults == ()
    (entry,) = found.entries.values()
    (quantity,) = readers.quantities(str(entry["value"]))
    assert quantity.value == meant


WRITTEN = [
    ("1 230", {}, "1,230"),
    ("1 230 000.5", {}, "1,230,000.5"),
    ("12", {"suffix": " million"}, "12 million"),
    ("12", {"unit": "million"}, "12 million"),
    ("12", {"unit": "litres"}, "12"),
    ("over 12", {}, "over 12"),
    ("1.234,5", {"decimal": "comma"}, "1,234.5"),
    ("1.234", {}, "1.234"),
]


@pytest.mark.parametrize(("printed", "constants", "value"), WRITTEN)
def test_how_figures_are_written(
    printed: str, constants: dict[str, str], value: str, base: KnowledgeBase, readers: Readers
) -> None:
    found = done(base, readers, f'subject,value\nrhine,"{printed}"\n', metric="flow", **constants)
    assert (figures(found), found.faults) == ({"rhine-flow": value}, ())


def test_prefixes_and_units_of_money_and_shares(base: KnowledgeBase, readers: Readers) -> None:
    table = "subject,toll,share\nrhine,5,7\nvolga,€6,8%\n"
    layout = Layout(
        {}, {"toll": {"metric": "toll", "prefix": "€"}, "share": {"metric": "share", "unit": "%"}}, {}, frozenset()
    )
    found = done(base, readers, table, layout)
    assert found.faults == ()
    assert list(figures(found).values()) == ["7%", "€5", "8%", "€6"]


AMBIGUOUS = [
    ("1.234", "River;2019;2020\nRhine;1.234;5\n"),
    ("1,234", 'River,2019,2020\nRhine,"1,234","12,5"\n'),
]


@pytest.mark.parametrize(("figure", "table"), AMBIGUOUS)
def test_a_figure_that_reads_in_two_ways_is_not_guessed(
    figure: str, table: str, base: KnowledgeBase, readers: Readers
) -> None:
    (fault,) = done(base, readers, table, metric="flow").faults
    assert (fault.line, fault.what) == (2, f"`{figure}` may be in thousands or have three decimals in this table")
    (value, _) = figures(done(base, readers, table, metric="flow", decimal="comma")).values()
    assert readers.quantities(str(value))[0].value == (1234 if "." in figure else Fraction("1.234"))


# --- what can't be taken -------------------------------------------------------------------------

BAD_ROWS = [
    ("rhyne,flow,2019,5", "no entity is named `rhyne`; did you mean rhine?"),
    ("rhine,flaw,2019,5", "no metric is named `flaw`; did you mean flow?"),
    (",flow,2019,5", "no subject; name it: a column headed subject, or a mapping"),
    ("rhine,flow,soon,5", "the period does not read: `soon`; write one period"),
    ("rhine,flow,2019,many", "the figure does not read: `many`; write one figure"),
    ("rhine,flow,2019,5 b", "the figure reads as `5` and leaves `b` over"),
    ("rhine,flow,2019,5%", "the figure is read as percent, where number is needed: `5%`"),
    ("rhine,share,2019,5", "the figure is read as number, where percent is needed: `5`; write it like 40 %"),
    ("rhine,toll,2019,$5", "the figure is in USD, metric `toll` in EUR: `$5`; make a metric for each currency"),
    ("rhine,gap,2019,5 months", "metric `gap` is between two subjects; enter it by hand, with `over`"),
    ("rhine,flow,2019", "3 cells where there are 4 columns"),
    ("rhine,flow,2019,1,2", "5 cells where there are 4 columns"),
    ('rhine,flow,"2019"x,5', "the quotation marks don't pair"),
    ("danube,river_length,2021,9", "`danube-river_length-2021` is 9 here, but 2,850 as `danube-length` in "),
    ("volga,flow,2019,8", "`volga-flow-2019` is 8 here, but 7 in line 2; correct one"),
]


@pytest.mark.parametrize(("row", "told"), BAD_ROWS)
def test_bad_rows_are_told_and_the_others_taken(row: str, told: str, base: KnowledgeBase, readers: Readers) -> None:
    table = f"subject,metric,period,value\nvolga,flow,2019,7\n{row}\nvolga,flow,2020,9\n"
    found = done(base, readers, table)
    assert figures(found) == {"volga-flow-2019": "7", "volga-flow-2020": "9"}
    (line,) = problems(found.faults, "t.csv")
    assert line.startswith(f"t.csv:3: {told}")
    assert "; " in line


def test_a_quotation_mark_that_is_never_closed(base: KnowledgeBase, readers: Readers) -> None:
    found = done(base, readers, 'subject,value\nvolga,7\nrhine,"5\ndanube,4\n', metric="flow")
    assert figures(found) == {"volga-flow": "7"}
    assert problems(found.faults, "t.csv") == [
        "t.csv:3: a quotation mark that is never closed; close it; nothing below is read"
    ]


@pytest.mark.parametrize("missing", ["source", "locator"])
def test_every_figure_is_cited(missing: str, base: KnowledgeBase, readers: Readers) -> None:
    found = done(base, readers, "subject,value\nrhine,5\n", metric="flow", **{missing: ""})
    assert found.entries == {}
    assert found.faults[0].what == f"no {missing}"


def test_an_unknown_column_is_told_once(base: KnowledgeBase, readers: Readers) -> None:
    found = done(base, readers, "River,2019,Depth,\nRhine,5,3,\nVolga,6,4,\n", metric="flow")
    assert len(found.entries) == 2
    (line,) = problems(found.faults, "t.csv")
    assert line.startswith("t.csv:1: column 3, `Depth`, is neither a period nor a metric; say in a mapping what it is")


def test_what_is_known_is_passed_over(base: KnowledgeBase, readers: Readers) -> None:
    table = "subject,period,value\nrhine,2019,5\nrhine,2019,5.0\nvolga,2019,6\n"
    first = done(base, readers, table, metric="flow")
    assert (len(first.entries), first.known, first.faults) == (2, 1, ())


UNUSABLE = [
    ("", "t.csv: no table"),
    ("one column\n1\n", "t.csv: no table"),
    ("a,b\n1,2\n", "no column of figures"),
]


@pytest.mark.parametrize(("table", "told"), UNUSABLE)
def test_no_table_at_all(table: str, told: str, base: KnowledgeBase, readers: Readers) -> None:
    with pytest.raises(UsageError) as caught:
        done(base, readers, table)
    assert str(caught.value).startswith(told)


def test_not_utf_8() -> None:
    with pytest.raises(UsageError, match=r"t\.csv:2: the file is not UTF-8; save it as UTF-8"):
        read_grid(b"a,b\n\xe9,1\n", "t.csv")


def test_a_column_that_is_not_there(base: KnowledgeBase, readers: Readers) -> None:
    with pytest.raises(UsageError, match="no column is headed `Fluss`; there are River, 2019"):
        done(base, readers, "River,2019\nRhine,5\n", Layout({"subject": "Fluss"}, {}, {}, frozenset()))


def test_an_unknown_field_of_a_template(base: KnowledgeBase, readers: Readers) -> None:
    found = done(base, readers, "River,flow\nRhine,5\n", statement="{river} is {value}.")
    assert found.faults[0].what == "the template has an unknown field {river}"


# --- round trip ----------------------------------------------------------------------------------

CELL = st.one_of(st.just(".."), st.integers(0, 10**9).map(str), st.decimals(0, 10**6, places=2).map(str))


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4))
def test_every_cell_is_an_assertion_or_blank(
    rows: list[tuple[str, str, str]], base: KnowledgeBase, readers: Readers
) -> None:
    names = ["rhine", "volga", "danube", "budapest"]
    lines = [",".join((name, *row)) for name, row in zip(names, rows, strict=False)]
    found = done(base, readers, "\n".join(["River,2017,2018,2019", *lines]), metric="flow")
    meant = {
        f"{name}-flow-{year}": Fraction(cell)
        for name, row in zip(names, rows, strict=False)
        for year, cell in zip((2017, 2018, 2019), row, strict=True)
        if cell != ".."
    }
    read = {name: readers.quantities(str(value))[0].value for name, value in figures(found).items()}
    assert (read, found.faults, found.blank) == (meant, (), 3 * len(rows) - len(meant))
    written = yaml.load(insert(new_file(None), "f.yaml", found.entries.values()), yaml.BaseLoader)
    assert [each["id"] for each in written["assertions"] or []] == sorted(meant)
