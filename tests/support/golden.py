"""Comparing output with a file that is kept: UPDATE_GOLDEN=1 writes the files anew, git shows what has changed."""

from __future__ import annotations

import os
from pathlib import Path


def assert_golden(path: Path, text: str) -> None:
    """Compare `text` with the file, or write it there where the environment asks for that."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    kept = path.read_bytes().decode() if path.exists() else ""
    assert text == kept, f"differs from {path.name}; UPDATE_GOLDEN=1 pytest … writes it anew"
