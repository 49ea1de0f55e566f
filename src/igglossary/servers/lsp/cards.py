"""A term card as Markdown, for the window that an editor shows beside a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.service.sentences import status_remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.answers.texts import MarkedTerm
    from igglossary.service.desk import Desk

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


def card(desk: Desk, terms: Iterable[MarkedTerm]) -> str:
    """Each term with its translations and what it means; text of the store is never read as Markdown."""
    return "\n\n---\n\n".join(_section(desk, term) for term in terms)


def _section(desk: Desk, term: MarkedTerm) -> str:
    lines = [f"**{plain(term.term)}**", ""]
    for one in term.translations:
        remark = status_remark(one.status, desk.language)
        lines.append(f"- {one.lang}: {plain(one.term)}" + (f" \\({plain(remark)}\\)" if remark else ""))
    answer = desk.look_up(term.term, with_details=True)
    meaning = next((hit.definition for hit in answer.hits if hit.concept == term.concept and hit.definition), None)
    if meaning:
        lines += ["", plain(meaning)]
    return "\n".join(lines)


def plain(text: str) -> str:
    """A text on one line in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
