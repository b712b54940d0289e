"""`factcheck knowledge`: lint, list, show, search and stats."""

from __future__ import annotations

import typer


def register(application: typer.Typer) -> None:
    """Add the group `knowledge`."""
