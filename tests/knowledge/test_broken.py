"""Every folder of `broken/` laid over the rivers gives exactly the complaints of its `complaints.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.errors import KnowledgeError
from factcheck.knowledge import nodes
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from tests.support.golden import assert_golden

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())
SYNTAX = [path for path in FOLDERS if path.name.startswith("yaml-")]


def complaints_of(folder: Path, readers: Readers) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge([str(HERE / "rivers"), str(folder)], readers)
    return [str(each).replace(f"{folder}/", "").replace(str(folder), ".") for each in caught.value.problems]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_complaints(folder: Path, readers: Readers) -> None:
    found = "".join(f"{line}\n" for line in complaints_of(folder, readers))
    assert_golden(folder / "complaints.txt", found)


@pytest.mark.parametrize("folder", SYNTAX, ids=lambda path: path.name)
def test_complaints_without_libyaml(folder: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_Loader", yaml.BaseLoader)
    assert complaints_of(folder, readers) == (folder / "complaints.txt").read_text(encoding="utf-8").splitlines()


def test_folder_that_is_not_there(readers: Readers, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge([str(tmp_path / "none"), str(tmp_path / "file")], readers)
    mend = "name a folder that holds sources/, vocabulary/ and assertions/"
    assert [str(each) for each in caught.value.problems] == [
        f"{tmp_path}/none: knowledge folder not found; {mend}",
        f"{tmp_path}/file: knowledge folder is a file; {mend}",
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.floats(0, 1),
    length=st.integers(0, 30),
    put=st.text(alphabet="\t\n -:#'\"[]{},&*!|>%@`\\aé1\x00", max_size=6),
)
def test_whatever_is_done_to_a_file_is_told_or_taken(
    place: float, length: int, put: str, readers: Readers, tmp_path: Path
) -> None:
    whole = "\n".join(path.read_text("utf-8") for path in sorted((HERE / "rivers").rglob("*.yaml")))
    whole = whole.replace("\nformat: 1\n", "\n")
    start = int(place * len(whole))
    path = tmp_path / "assertions" / "all.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(whole[:start] + put + whole[start + length :], encoding="utf-8", newline="")
    try:
        base = load_knowledge([str(tmp_path)], readers)
    except KnowledgeError as error:
        lines = path.read_text("utf-8").split("\n")
        for problem in error.problems:
            assert problem.what
            assert problem.mend
            assert 1 <= problem.line <= len(lines)
    else:
        assert all(fact.statement and fact.citations for fact in base.assertions.values())
