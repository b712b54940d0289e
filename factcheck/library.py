"""What programs use that check texts themselves; `factcheck` offers it by name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from factcheck.documents import AUTO, read_document, single
from factcheck.knowledge.base import KnowledgeBase
from factcheck.model import Report
from factcheck.reports.view import ATTENTION, EVERYTHING, View
from factcheck.session import Session, open_session, session_of
from factcheck.settings import Settings

_TEXT = "<text>"


class Checker:
    """Checks any number of texts against one knowledge base, which is made ready once."""

    def __init__(
        self,
        knowledge: KnowledgeBase | None = None,
        *,
        sources: Collection[str] = (),
        as_of: date | None = None,
        trace: bool = False,
    ) -> None:
        """Make the knowledge ready.

        knowledge: what counts; None for the knowledge base that ships.
        sources: ids and tags of sources; where there are any, only assertions that cite one of them count.
        as_of: the day whose knowledge counts, and from which "last year" is measured; None for all that is known.
        trace: keep what was read in each sentence, and the steps of its decision.
        Raises UsageError for a source that doesn't exist.
        """
        settings = Settings(frozenset(sources), as_of, trace)
        self._session = open_session((), True, settings) if knowledge is None else _opened(knowledge, settings)

    def check(self, text: str | bytes, path: str = _TEXT, kind: str = AUTO) -> Report:
        """The verdict on each sentence of a text.

        text: a draft, or the bytes of a file. path: the name that the report shows, by whose suffix `auto` tells the
        kind; without one it is plain text. kind: as for `--as`.
        Raises DraftError where the text can't be read as that kind, UsageError for an unknown kind.
        """
        return self._session.report((read_document(text, path, kind),))

    def claim(self, sentence: str) -> Report:
        """The verdict on one sentence, which stands alone. The report has no judgement where it is blank."""
        return self._session.report((single(sentence),))


def check(text: str | bytes, path: str = _TEXT, kind: str = AUTO, *, knowledge: KnowledgeBase | None = None) -> Report:
    """The verdict on each sentence of a text, as of a `Checker` that is made for it alone."""
    return Checker(knowledge).check(text, path, kind)


def render(report: Report, form: str = "concise", *, everything: bool = False) -> str:
    """A report in the format `form`, as `--format` names them.

    everything: list each sentence, not just what needs attention; some formats do so always.
    Raises UsageError for a format that there isn't.
    """
    from factcheck.errors import UsageError
    from factcheck.reports import FORMATS, find_format

    if form not in FORMATS:
        raise UsageError(f"{form}: no such format; there are {', '.join(FORMATS)}")
    return find_format(form)(report, View(EVERYTHING if everything else ATTENTION))


def _opened(knowledge: KnowledgeBase, settings: Settings) -> Session:
    from factcheck.knowledge.cache import Compiled
    from factcheck.pipeline import parts

    built = {name: build(knowledge) for name, build in parts().items()}
    return session_of(Compiled(knowledge, built), knowledge.folders, settings)
