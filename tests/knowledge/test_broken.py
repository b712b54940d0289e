"""Every folder of `broken/` laid over the rivers gives exactly the complaints of its `complaints.txt`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from factcheck.errors import KnowledgeError
from factcheck.knowledge import nodes
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())
SYNTAX = [path for path in FOLDERS if path.name.startswith("yaml-")]


def complaints_of(folder: Path, readers: Readers) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge([str(HERE / "rivers"), str(folder)], readers)
    return [str(each).replace(f"{folder}/", "").replace(str(folder), ".") for each in caught.value.problems]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_complaints(folder: Path, readers: Readers) -> None:
    expected = folder / "complaints.txt"
    found = complaints_of(folder, readers)
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8").splitlines()


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
