"""Paths of drafts as other programs want them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote


def relative(path: str, root: str) -> str:
    """`path` as seen from `root` where it lies below it, without `./`; else as it is. Both with `/`."""
    if root and path.startswith(root.rstrip("/") + "/"):
        path = path[len(root.rstrip("/")) + 1 :]
    return posixpath.normpath(path) if path else path


def uri(path: str, root: str) -> str:
    """A URI relative to `root`; one with the scheme `file` for a path elsewhere."""
    seen = relative(path, root).encode("utf-8", "backslashreplace")
    written = quote(seen, safe="/~")
    return f"file://{written}" if seen.startswith(b"/") else written
