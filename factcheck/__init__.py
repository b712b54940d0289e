"""Offline, deterministic fact-checking of prose against a knowledge base of sourced assertions.

As a library: `check` gives the verdicts on a text, `KnowledgeBase.load` opens a knowledge base of your own, `Checker`
serves for many texts, `render` makes a report in any format. Nothing is loaded before it is asked for.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from factcheck.errors import DraftError, FactcheckError, KnowledgeError, UsageError
    from factcheck.knowledge.base import KnowledgeBase
    from factcheck.library import Checker, check, render
    from factcheck.model import Kind, Report, Verdict

__all__ = [
    "Checker",
    "DraftError",
    "FactcheckError",
    "Kind",
    "KnowledgeBase",
    "KnowledgeError",
    "Report",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
    "render",
]

_HOMES = {
    "errors": ("DraftError", "FactcheckError", "KnowledgeError", "UsageError"),
    "knowledge.base": ("KnowledgeBase",),
    "library": ("Checker", "check", "render"),
    "model": ("Kind", "Report", "Verdict"),
}


# type checkers are told the names above, and would take this to mean that there are all others as well
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """One of the public names, from the module where it lives."""
        for module, names in _HOMES.items():
            if name in names:
                from importlib import import_module

                return getattr(import_module(f"factcheck.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
