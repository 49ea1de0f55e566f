"""The filter language of review and command line: ``status:open count>=3 -doubt:yes "net neutrality" sort:score``.

Words without a field must all occur in the entry's texts, case folded. A field is followed by ``:`` (is, or contains
for texts) or ``<``, ``<=``, ``>``, ``>=``, ``=``; ``-`` before a condition turns it round; quotes keep spaces. German
and English names of fields and values are both understood, whatever language the program speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UsageError
from igglossary.messages import NOTHING, Localized, Message, _
from igglossary.model import Relation, Status
from igglossary.review.reasons import reason_keys
from igglossary.store.contract.review import FIELDS, SORTS, Condition

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(
    r"""(?P<minus>-)?(?:(?P<field>[^\W\d_]+)(?P<operator>:|<=|>=|<|>|=))?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))"""
)
_KNOWN = {**FIELDS, "pairs": FIELDS["pairs"] | {"conflict"}}
"""What a condition may name, for each queue; the conflict is judged by ``review.conflicts``, not by the store."""
_FIELDS = {
    "belege": "count", "anzahl": "count", "occurrences": "count", "berichte": "documents", "dokumente": "documents",
    "wert": "score", "übernehmbar": "keep", "benennung": "de", "term": "en", "notiz": "note",
    "wer": "person", "who": "person", "von": "person", "by": "person", "seit": "since", "grund": "reason",
    "zweifel": "doubt", "konflikt": "conflict", "bekannt": "known", "beziehung": "relation", "sachgebiet": "subject",
    "fach": "subject", "geändert": "changed", "bericht": "document", "dokument": "document", "report": "document",
    "allgemein": "general", "definiert": "defined", "vollständig": "complete",
    "vorgeschlagen": "proposed", "sortierung": "sort", "sortiert": "sort",
}  # fmt: skip
_STATUSES = {
    "offen": "candidate", "open": "candidate", "kandidat": "candidate", "angenommen": "approved",
    "abgelehnt": "rejected", "später": "deferred", "later": "deferred", "zurückgestellt": "deferred",
}  # fmt: skip
_RELATIONS = {
    "übersetzung": "translation", "paraphrase": "paraphrase", "zusammenfassung": "summary", "zitat": "quotation",
    "erwähnung": "mention",
}  # fmt: skip
_SORTS = {
    "stellen": "places", "sicher": "score", "sure": "score",
    "belege": "count", "wert": "score", "übernehmbar": "keep",
    "zweifelhaft": "doubtful", "dokument": "document", "bericht": "document",
    "geändert": "changed", "sachgebiet": "subject", "beziehung": "relation",
}  # fmt: skip
_REASON_WORDS = {
    "wrong": ("falsch",), "word": ("wort",), "part": ("teil",), "opposite": ("antonym", "gegenteil"),
    "duplicate": ("dublette", "doppelt"),
}  # fmt: skip
_YES = frozenset(("yes", "ja", "true", "1"))
_NO = frozenset(("no", "nein", "false", "0"))
_NUMBERS = frozenset(("count", "documents", "score", "keep"))
_EXACT = {"status": (_STATUSES, Status), "relation": (_RELATIONS, Relation)}
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_FLAGS = frozenset(("doubt", "conflict", "general", "known", "defined", "complete", "proposed"))
_ME = frozenset(("me", "mir", "ich"))


class Filter(NamedTuple):
    """A filter, read: its conditions, the order if it names one, and whether it says which statuses are wanted."""

    conditions: tuple[Condition, ...] = ()
    sort: str | None = None
    has_status: bool = False


def default_filter(kind: str) -> Message:
    """The filter that a queue starts with: the work that is left; the term base is shown whole."""
    return NOTHING if kind == "concepts" else _("status:open")


def read_filter(text: str, kind: str) -> Filter:
    """The conditions of a filter line for the queue ``pairs``, ``links`` or ``concepts``.

    Raises:
        UsageError: a field, value or order that this queue does not have; the sentence names those that it has.
    """
    conditions: list[Condition] = []
    sort = None
    has_status = False
    for token in _TOKEN.finditer(text):
        value = (token["quoted"] if token["quoted"] is not None else token["bare"]).strip()
        if token["field"] is None:
            if value:
                conditions.append(Condition("text", "has", value, bool(token["minus"])))
            continue
        name = _FIELDS.get(token["field"].casefold(), token["field"].casefold())
        if name == "sort":
            sort = read_sort(value, kind)
        elif ("changed" if name == "since" else name) not in _KNOWN[kind]:
            raise UsageError(
                _("the filter does not know the field “{name}”.").format(name=token["field"]),
                hint=_known_here(sorted(_KNOWN[kind]), _FIELDS),
            )
        else:
            has_status |= name == "status"
            if not (name == "status" and value.casefold() in ("all", "alle", "alles")):
                conditions.append(_condition(name, token["operator"], value, is_negated=bool(token["minus"])))
    return Filter(tuple(conditions), sort, has_status)


def read_sort(name: str, kind: str) -> str:
    """The order with this German or English name; the usual one for an empty name.

    Raises:
        UsageError: there is no such order for this queue.
    """
    sort = _SORTS.get(name.casefold(), name.casefold()) or SORTS[kind][0]
    if sort not in SORTS[kind]:
        raise UsageError(
            _("there is no order “{name}”.").format(name=name),
            hint=_known_here(SORTS[kind], _SORTS),
        )
    return sort


def _condition(name: str, operator: str, value: str, *, is_negated: bool) -> Condition:
    folded = value.casefold()
    if name in _FLAGS:
        if folded not in _YES | _NO:
            raise UsageError(_("“{name}” is answered by yes or no.").format(name=name))
        return Condition(name, "=", "", is_negated != (folded in _NO))
    if name == "reason":
        return Condition(name, "=", _reason(value), is_negated)
    if name in _NUMBERS:
        return Condition(name, "=" if operator == ":" else operator, _number(name, value), is_negated)
    if name in _EXACT:
        words, values = _EXACT[name]
        if words.get(folded, folded) not in set(values):
            raise UsageError(
                _("“{name}” is never “{value}”.").format(name=name, value=value), hint=_known_here(values, words)
            )
        return Condition(name, "=", words.get(folded, folded), is_negated)
    if name in ("changed", "since"):
        if not _DATE.fullmatch(value):
            raise UsageError(_("“{value}” is no date (YYYY-MM-DD).").format(value=value))
        usual = ">=" if name == "since" else "has"
        return Condition("changed", usual if operator == ":" else operator, value, is_negated)
    if name == "person" and folded in _ME:
        return Condition("mine", "=", "", is_negated)
    return Condition(name, "has", value, is_negated)


def _reason(value: str) -> str:
    """The code of a ready-made reason by its code, letter or first word in either language; else the text itself."""
    wanted = value.casefold()
    for one in reason_keys():
        words = _REASON_WORDS.get(one.reason, ())
        if wanted in (one.letter, str(one.reason), *words):
            return str(one.reason)
    return value


def _known_here(names: Iterable[str], words: dict[str, str]) -> Message:
    """The names that would have been understood, as the person's language has them."""
    german = {english: word for word, english in reversed(words.items())}
    return _("Known here: {names}.").format(names=tuple(Localized(n, {"de": german.get(n, n)}) for n in names))


def _number(name: str, value: str) -> float:
    try:
        number = float(value.replace(",", ".").rstrip("%"))
    except ValueError as error:
        raise UsageError(_("“{name}” needs a number, not “{value}”.").format(name=name, value=value)) from error
    return number / 100 if name in ("score", "keep") and (number > 1 or value.endswith("%")) else number
