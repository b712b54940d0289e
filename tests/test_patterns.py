"""Regular expressions that every supported Python reads alike."""

import re
from pathlib import Path

import factcheck

# Python 3.11.0 to 3.11.4 matches a possessive group wrongly where something inside it backtracks (CPython gh-106052)
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,{}]+\})\+")


def test_no_pattern_has_a_possessive_group() -> None:
    found = [
        f"{path.name}:{number}"
        for path in sorted(Path(factcheck.__file__).parent.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if POSSESSIVE_GROUP.search(line)
    ]
    assert found == []
