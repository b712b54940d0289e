"""The compiled knowledge base: it says the same as the YAML, and never anything that the YAML no longer says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from factcheck.errors import KnowledgeError
from factcheck.knowledge import cache, loader
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.cache import cache_folder, compiled
from factcheck.knowledge.readers import Readers

RIVERS = Path(__file__).parent / "rivers"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge base whose files are old enough for their times to be trusted."""
    copy = tmp_path / "rivers"
    shutil.copytree(RIVERS, copy)
    return copy


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def no_loading(*_: object) -> NoReturn:
    raise AssertionError("loaded again")


def forbid_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "load_knowledge", no_loading)


def same(left: KnowledgeBase, right: KnowledgeBase) -> bool:
    sections = ("sources", "entities", "metrics", "assertions")
    return (
        left.fingerprint == right.fingerprint
        and left.index == right.index
        and all(list(getattr(left, name).items()) == list(getattr(right, name).items()) for name in sections)
    )


def test_the_second_time_is_the_same_without_loading(
    folder: Path, store: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = compiled([str(folder)], {"rivers": lambda base: {"names": names_in(base)}}, readers, str(store))
    forbid_loading(monkeypatch)
    second = compiled([str(folder)], {"rivers": no_loading}, None, str(store))
    assert same(first.knowledge, second.knowledge)
    assert second.parts["rivers"]["names"] == first.parts["rivers"]["names"] == names_in(first.knowledge)
    assert "volga" in second.knowledge.entities
    assert "Volga" not in second.knowledge.entities
    assert second.knowledge.entities.get("Volga") is None


def names_in(base: KnowledgeBase) -> dict[str, list[str]]:
    return {name: [entity.name] for name, entity in base.entities.items()}


def test_every_field_survives(store: Path, tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    rich = tmp_path / "rich"
    (rich / "assertions").mkdir(parents=True)
    (rich / "assertions" / "all.yaml").write_text(
        """
format: 1
metrics:
  - {id: trade, name: trade, kind: currency, unit: USD, words: [{any: [trade], opposite: [war]}], without: [talk],
     fixed: [over 100], sums: true, share_of_whole: true, change_of: river_length, lower_is_better: true}
  - {id: gap, name: gap, kind: ratio, words: [[gap]], between: true}
assertions:
  - {id: a, kind: forecast, statement: S, subject: rhine, metric: trade, value: $12, partners: [volga], by: hungary,
     made: 2020, period: by 2030, note: N, tags: [x, y], sources: [{id: river-atlas-2021, locator: l, origin: o}]}
  - {id: b, kind: relation, statement: S, subject: rhine, metric: trade, relation: trails, over: [volga, danube],
     together: true, value: 3 times, sources: [{id: river-atlas-2021, locator: l}]}
  - {id: c, kind: event, statement: S, subject: rhine, object: hungary, words: [[cross]], exclusive: true,
     sources: [{id: river-atlas-2021, locator: l}]}
""",
        encoding="utf-8",
    )
    first = compiled([str(RIVERS), str(rich)], {}, readers, str(store))
    forbid_loading(monkeypatch)
    assert same(first.knowledge, compiled([str(RIVERS), str(rich)], {}, None, str(store)).knowledge)


def edit(folder: Path) -> None:
    path = folder / "assertions" / "rivers.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("2,850", "2,860"))
    # same size and same times: only the content tells
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(folder: Path) -> None:
    (folder / "sources" / "more.yaml").write_text(
        "format: 1\nsources:\n  - {id: more, title: More, publisher: P, kind: web}\n"
    )


def remove(folder: Path) -> None:
    (folder / "assertions" / "rivers.yaml").unlink()


@pytest.mark.parametrize("change", [edit, add, remove])
def test_a_change_is_seen(change: Callable[[Path], None], folder: Path, store: Path, readers: Readers) -> None:
    before = compiled([str(folder)], {}, readers, str(store)).knowledge
    change(folder)
    after = compiled([str(folder)], {}, readers, str(store)).knowledge
    assert after.fingerprint != before.fingerprint
    assert same(after, loader.load_knowledge([str(folder)], readers))


def test_a_fault_is_seen(folder: Path, store: Path, readers: Readers) -> None:
    compiled([str(folder)], {}, readers, str(store))
    (folder / "assertions" / "rivers.yaml").write_text("format: [")
    with pytest.raises(KnowledgeError):
        compiled([str(folder)], {}, readers, str(store))


def test_touched_files_are_compared_by_content(
    folder: Path, store: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled([str(folder)], {}, readers, str(store))
    for path in folder.rglob("*.yaml"):
        os.utime(path, ns=(1, 1))
    forbid_loading(monkeypatch)
    assert len(compiled([str(folder)], {}, None, str(store)).knowledge.assertions) == 6


def test_settled_files_are_not_read_again(
    folder: Path, store: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time_ns() + 3_600_000_000_000
    monkeypatch.setattr("factcheck.knowledge.cache.time.time_ns", lambda: later)
    compiled([str(folder)], {}, readers, str(store))
    monkeypatch.setattr(cache, "read", no_loading)
    assert len(compiled([str(folder)], {}, None, str(store)).knowledge.assertions) == 6


def test_other_parts_are_made(folder: Path, store: Path, readers: Readers) -> None:
    compiled([str(folder)], {"one": lambda _: {"a": {"b": 1}}}, readers, str(store))
    parts = compiled([str(folder)], {"two": lambda _: {"a": {"b": [2]}}}, readers, str(store)).parts
    assert {part: {name: dict(table) for name, table in tables.items()} for part, tables in parts.items()} == {
        "two": {"a": {"b": [2]}}
    }


def stored(store: Path) -> Path:
    (path,) = store.glob("*.kb")
    return path


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one byte": lambda content: content.replace(b"2,850", b"2,851"),
    "another file": lambda content: b"\x00\xff\n" * 40,
    "no lines": lambda content: content.replace(b"\n", b" "),
    "one byte short": lambda content: content[:-1],
    "moved": lambda content: content[:500] + content[508:] + content[500:508],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_anew(damage: str, folder: Path, store: Path, readers: Readers) -> None:
    first = compiled([str(folder)], {}, readers, str(store))
    path = stored(store)
    whole = path.read_bytes()
    path.write_bytes(DAMAGES[damage](whole))
    assert same(first.knowledge, compiled([str(folder)], {}, readers, str(store)).knowledge)
    assert stored(store).read_bytes() == whole


def test_a_wrong_byte_is_noticed_wherever_it_is(folder: Path, store: Path, readers: Readers) -> None:
    first = compiled([str(folder)], {}, readers, str(store))
    path = stored(store)
    whole = path.read_bytes()
    for at in range(0, len(whole), 191):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        assert same(first.knowledge, compiled([str(folder)], {}, readers, str(store)).knowledge)
    assert stored(store).read_bytes() == whole


def test_a_wrong_byte_in_what_tells_the_files(folder: Path, store: Path, readers: Readers) -> None:
    first = compiled([str(folder)], {}, readers, str(store))
    (path,) = store.glob("*.seen")
    whole = path.read_bytes()
    for at in range(0, len(whole), 400):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert same(first.knowledge, compiled([str(folder)], {}, readers, str(store)).knowledge)


def test_two_folders_with_the_same_content_share_what_is_compiled(
    folder: Path, store: Path, tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled([str(folder)], {}, readers, str(store))
    shutil.copytree(folder, tmp_path / "copy")
    forbid_loading(monkeypatch)
    base = compiled([str(tmp_path / "copy")], {}, None, str(store)).knowledge
    assert base.entities["volga"].place.path.startswith(str(tmp_path / "copy"))


def test_nowhere_to_write(folder: Path, tmp_path: Path, readers: Readers) -> None:
    (tmp_path / "file").write_text("")
    base = compiled([str(folder)], {}, readers, str(tmp_path / "file" / "cache")).knowledge
    assert len(base.assertions) == 6
    assert (tmp_path / "file").read_text() == ""


def test_without_a_cache(folder: Path, tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(compiled([str(folder)], {}, readers, "").knowledge.assertions) == 6
    assert list(tmp_path.iterdir()) == [folder]


def test_the_folder_is_that_of_the_environment(
    folder: Path, store: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(store))
    compiled([str(folder)], {}, readers)
    assert stored(store).exists()


def test_a_disk_that_fills_leaves_nothing_behind(
    folder: Path, store: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("factcheck.knowledge.cache.os.replace", full)
    assert len(compiled([str(folder)], {}, readers, str(store)).knowledge.assertions) == 6
    assert list(store.iterdir()) == []


def test_old_files_go(folder: Path, store: Path, readers: Readers) -> None:
    for number in range(20):
        compiled([str(folder)], {f"part {number}": lambda _: {}}, readers, str(store))
    assert len(list(store.glob("*.kb"))) == 16


def test_what_a_killed_program_left_goes_in_time(folder: Path, store: Path, readers: Readers) -> None:
    store.mkdir()
    for name, age in (("old.kb.1.part", 7200), ("new.kb.2.part", 60)):
        (store / name).write_bytes(b"factcheck")
        os.utime(store / name, (time.time() - age, time.time() - age))
    compiled([str(folder)], {}, readers, str(store))
    assert [path.name for path in store.glob("*.part")] == ["new.kb.2.part"]


# --- several processes ---------------------------------------------------------------------------

CHECKED = "The Danube is 2,850 km long."


def look_up(folder: Path, store: Path, by: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    call = ["claim", "--format", "json", "--no-default-knowledge", "--knowledge", str(folder), CHECKED]
    return subprocess.Popen(
        [*by, sys.executable, "-m", "factcheck", *call],
        cwd=ROOT,
        env={**os.environ, "FACTCHECK_CACHE_DIR": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def answer(process: subprocess.Popen[bytes]) -> bytes:
    out, complaints = process.communicate()
    assert (process.returncode, complaints) == (0, b"")
    return out


def test_sixteen_at_once_on_a_cold_cache(folder: Path, store: Path) -> None:
    started = [look_up(folder, store) for _ in range(16)]
    answers = {answer(each) for each in started}
    assert len(answers) == 1
    assert b'"supported"' in answers.pop()
    assert sorted(path.suffix for path in store.iterdir()) == [".kb", ".seen"]


def test_killed_while_it_writes(folder: Path, store: Path) -> None:
    expected = answer(look_up(folder, store))
    for wait in (0.0, 0.002, 0.01):
        shutil.rmtree(store)
        process = look_up(folder, store)
        while process.poll() is None and not (store.exists() and any(store.iterdir())):
            time.sleep(0.001)
        time.sleep(wait)
        process.kill()
        process.communicate()
        assert answer(look_up(folder, store)) == expected


def test_a_folder_that_is_read_only(folder: Path, store: Path) -> None:
    store.mkdir()
    store.chmod(0o500)
    assert b'"supported"' in answer(look_up(folder, store))


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"FACTCHECK_CACHE_DIR": "here", "HOME": "/home/a"}, "here"),
        ({"XDG_CACHE_HOME": "/var/a", "HOME": "/home/a"}, "/var/a/factcheck"),
        ({"XDG_CACHE_HOME": "not/absolute", "HOME": "/home/a"}, "/home/a/.cache/factcheck"),
        ({"HOME": "/home/a"}, "/home/a/.cache/factcheck"),
        ({"FACTCHECK_CACHE_DIR": ""}, None),
        ({}, None),
    ],
)
def test_cache_folder(environment: dict[str, str], found: str | None) -> None:
    assert cache_folder(environment) == found


def test_a_warm_start_needs_no_yaml(folder: Path, store: Path, readers: Readers) -> None:
    compiled([str(folder)], {}, readers, str(store))
    code = f"""
import sys
from factcheck.knowledge.cache import compiled
base = compiled([{str(folder)!r}], {{}}, None, {str(store)!r}).knowledge
assert len(base.assertions) == 6
print(sorted({{'yaml', 'pathlib', 'tempfile', 'typer', 'rich', 'rapidfuzz'}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_disk_that_takes_no_more(folder: Path, store: Path) -> None:
    no_more_than_a_block = ("sh", "-c", 'ulimit -f 1; exec "$@"', "sh")
    for _ in range(2):
        assert b'"supported"' in answer(look_up(folder, store, no_more_than_a_block))
        assert list(store.iterdir()) == []
