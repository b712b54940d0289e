"""The picture of a terminal in the README is a recording; UPDATE_GOLDEN=1 records it anew."""

from __future__ import annotations

import io
import os
import re
import xml.etree.ElementTree as ET

from tests.support.command import ROOT, factcheck

PICTURE = ROOT / "docs/terminal.svg"
COMMAND = ("check", "-v", "knowledge/demo.md")
COLUMNS = 80

# As rich has it, without the fonts that it would fetch from elsewhere.
TEMPLATE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-family: system-ui, sans-serif; font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def recorded() -> str:
    """What the program writes to a terminal, with the command before it."""
    done = factcheck(*COMMAND, "--format", "terminal", "--color", "always", COLUMNS=str(COLUMNS))
    assert (done.status, done.err) == (1, "")
    return f"$ factcheck {' '.join(COMMAND)}\n{done.out}"


def drawn(text: str) -> str:
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(text.rstrip()), "")
    return console.export_svg(title="factcheck", theme=MONOKAI, code_format=TEMPLATE, unique_id="factcheck")


def test_it_shows_what_the_program_says() -> None:
    text = recorded()
    if os.environ.get("UPDATE_GOLDEN"):
        PICTURE.write_text(drawn(text), "utf-8")
    root = ET.parse(PICTURE).getroot()
    shown = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert shown[0] == "factcheck"
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert "".join("".join(shown[1:]).split()) == "".join(plain.split()), "UPDATE_GOLDEN=1 records it anew"


def test_it_needs_no_network() -> None:
    text = PICTURE.read_text("utf-8")
    assert "<script" not in text
    assert not re.search(r"url\((?!#)|href|src=", text)
