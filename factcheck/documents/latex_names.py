"""What the commands and environments of LaTeX do to the text around them."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBATIM = _names("verbatim Verbatim BVerbatim LVerbatim lstlisting minted alltt comment filecontents")
"""Environments whose content is never text."""

FORMULAS = _names(
    """equation eqnarray align alignat flalign gather multline math displaymath tikzpicture pgfpicture axis
    algorithm algorithmic thebibliography"""
)
"""Environments that stand in the text like a formula."""

TABLES = _names("tabular tabularx tabulary tabu longtable array supertabular xltabular NiceTabular tblr")
LISTS = _names("itemize enumerate description compactitem compactenum list trivlist")
QUOTATIONS = _names("quote quotation displayquote displaycquote verse")
FLOATS = _names("table figure wraptable wrapfigure sidewaystable sidewaysfigure SCtable SCfigure")

HEADINGS = {
    "title": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "frametitle": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 7,
}

NOTES = _names("footnote footnotetext endnote marginpar sidenote thanks")

DROPPED = _names(
    """label ref eqref pageref autoref cref Cref nameref vref bibliography bibliographystyle addbibresource bibitem
    includegraphics input include subfile usepackage RequirePackage documentclass newcommand renewcommand
    providecommand DeclareRobustCommand newenvironment renewenvironment newtheorem theoremstyle setlength addtolength
    vspace hspace url path nolinkurl hypersetup pagestyle thispagestyle pagenumbering setcounter addtocounter
    stepcounter refstepcounter index glossary color pagecolor definecolor graphicspath geometry DeclareMathOperator
    hyphenation author date affil affiliation institute email lstset tikzset pgfplotsset sisetup captionsetup
    setmainfont selectlanguage usetheme todo phantom vphantom hphantom cline cmidrule addcontentsline rule specialrule
    addlinespace footnotemark def let newcounter newglossaryentry newacronym newlength usetikzlibrary lstinputlisting
    verbatiminput"""
)
"""Commands that print nothing to be read, their arguments included. So does every command with "cite" in its name."""

SEVERAL_ARGUMENTS = _names(
    """newcommand renewcommand providecommand DeclareRobustCommand newenvironment renewenvironment newtheorem setlength
    addtolength setcounter addtocounter definecolor DeclareMathOperator addcontentsline rule specialrule
    captionsetup newglossaryentry newacronym lstinputlisting hypersetup"""
)
"""Those of them that take more than one argument in braces."""

OPAQUE = _names("texttt lstinline mintinline code ensuremath SIrange tikz")
"""Commands whose arguments are shown, but are code or a formula."""

SKIPPED_ARGUMENTS = {
    "href": 1,
    "textcolor": 1,
    "colorbox": 1,
    "parbox": 1,
    "raisebox": 1,
    "scalebox": 1,
    "resizebox": 2,
    "foreignlanguage": 1,
    "fontsize": 2,
    "captionof": 1,
    "makebox": 0,
}
"""Commands whose first arguments are settings and whose last is text."""

ENVIRONMENT_ARGUMENTS = {"minipage": 1, "multicols": 1, "wrapfigure": 2, "wraptable": 2, "column": 1, "adjustbox": 1}

RULES = _names("toprule midrule bottomrule hline cline cmidrule")

SILENT = _names(
    """noindent indent centering raggedright raggedleft small footnotesize scriptsize tiny normalsize large Large LARGE
    huge Huge bfseries itshape scshape slshape ttfamily sffamily rmfamily mdseries upshape bf it sc sl tt sf rm em
    hfill vfill newpage clearpage cleardoublepage pagebreak nopagebreak linebreak nolinebreak smallskip medskip bigskip
    maketitle tableofcontents listoffigures listoftables appendix frontmatter mainmatter backmatter printbibliography
    toprule midrule bottomrule hline endhead endfirsthead endfoot endlastfoot makeatletter makeatother sloppy fussy
    frenchspacing relax protect ignorespaces unskip allowbreak break null strut doublespacing singlespacing
    onehalfspacing normalfont selectfont boldmath unboldmath xspace textwidth linewidth columnwidth begingroup
    endgroup leavevmode hline tabularnewline arraybackslash footnotesize par quad qquad enspace thinspace newline and"""
)
"""Commands without arguments that print nothing."""

BLANKS = _names("quad qquad enspace thinspace newline and linebreak hfill par")

CHARACTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "lq": "‘",
    "rq": "’",
    "textdollar": "$",
    "euro": "€",
    "texteuro": "€",
    "EUR": "€",
    "pounds": "£",
    "textsterling": "£",
    "textyen": "¥",
    "textpercent": "%",
    "percent": "%",
    "textdegree": "°",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textunderscore": "_",
    "textbullet": "•",
    "copyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "S": "§",
    "P": "¶",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "slash": "/",
    "guillemotleft": "«",
    "guillemotright": "»",
}

ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "k": "\u0328",
    "u": "\u0306",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
"""Commands that put an accent on the letter after them, and the combining accent."""
