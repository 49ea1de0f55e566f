"""SKOS, the W3C's vocabulary for thesauri, as Turtle and as JSON-LD; written only.

What a term base has and SKOS does not (properties of single terms, sources of definitions) is counted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from igglossary.errors import UsageError
from igglossary.formats.files import open_output
from igglossary.formats.report import Tally
from igglossary.messages import _
from igglossary.model import AdministrativeStatus
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport
    from igglossary.model import Concept, Term

_PREFIXES: Final = {"skos": "http://www.w3.org/2004/02/skos/core#", "dc": "http://purl.org/dc/elements/1.1/"}
_SEE_ALSO: Final = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
_HIDDEN: Final = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+\Z")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")
_BROADER: Final = ("broader", "broaderConceptGeneric", "broaderConceptPartitive", "superordinateConceptGeneric",
                   "superordinateConceptPartitive")  # fmt: skip
"""Kinds of references, as ISO 12620 names them, that go up."""
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL: Final = re.compile('[\\\\"\x00-\x1f\x7f\ud800-\udfff]')
_OF_A_CONCEPT: Final = frozenset({"subject_field", "definitions", "source", "notes", "related"})
_OF_A_SECTION: Final = frozenset({"definitions", "notes"})
_OF_A_TERM: Final = frozenset({"administrative_status", "is_forbidden", "contexts"})


class Literal(NamedTuple):
    """A text, with its language if it has one."""

    text: str
    lang: str = ""


class Link(NamedTuple):
    """Another thing, by its address."""

    address: str


Statement = tuple[str, Literal | Link]
"""Predicate (``skos:prefLabel`` or a full address) and object."""


def write_turtle(target: Target, concepts: Iterable[Concept], *, base_uri: str = "") -> ExportReport:
    """Write concepts as Turtle (W3C, 2014).

    Args:
        target: A path or stream.
        concepts: The entries.
        base_uri: What their ids are put behind; "" for addresses relative to the file.

    Raises:
        UsageError: ``base_uri`` is no absolute address.
        OutputError: the file cannot be written.
    """
    graph = _Graph(concepts, base_uri)
    with open_output(target) as stream:
        head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in _PREFIXES.items())
        stream.write(f"{head}\n<{graph.scheme}> a skos:ConceptScheme .\n".encode())
        for address, statements in graph.subjects():
            said = "".join(f" ;\n    {_turtle_name(name)} {_turtle(value)}" for name, value in statements)
            stream.write(f"\n<{address}> a skos:Concept{said} .\n".encode())
    return graph.tally.report()


def write_json_ld(target: Target, concepts: Iterable[Concept], *, base_uri: str = "") -> ExportReport:
    """Write concepts as JSON-LD 1.1, its context inside; otherwise as ``write_turtle``."""
    graph = _Graph(concepts, base_uri)
    with open_output(target) as stream:
        stream.write(b'{"@context": ' + json.dumps(_PREFIXES).encode() + b',\n"@graph": [\n')
        stream.write(json.dumps({"@id": graph.scheme, "@type": "skos:ConceptScheme"}).encode())
        for address, statements in graph.subjects():
            node: dict[str, object] = {"@id": address, "@type": "skos:Concept"}
            for name, value in statements:
                values = node.setdefault(name, [])
                assert isinstance(values, list)
                values.append(_json_value(value))
            stream.write(b",\n" + json.dumps(node, ensure_ascii=False).encode("utf-8", "replace"))
        stream.write(b"\n]}\n")
    return graph.tally.report()


class _Graph:
    """What is said of concepts, with an account of what is not."""

    def __init__(self, concepts: Iterable[Concept], base_uri: str) -> None:
        if base_uri and not _ABSOLUTE.match(base_uri):
            raise UsageError(
                _("--base-uri is no absolute address."), hint=_("Try: --base-uri https://example.org/glossary#")
            )
        self._base = base_uri or "#"
        self.scheme = self._base.rstrip("#")
        self.tally = Tally()
        self._concepts = list(concepts)
        self._ids = {concept.id for concept in self._concepts}
        self._above = {
            frozenset((concept.id, one.target))
            for concept in self._concepts
            for one in concept.related
            if one.kind in _BROADER
        }

    def subjects(self) -> Iterator[tuple[str, list[Statement]]]:
        """The address of each concept and what is said of it."""
        for concept in self._concepts:
            self.tally.written += 1
            yield self._address(concept.id), self._statements(concept)

    def _address(self, concept_id: str) -> str:
        return self._base + quote(concept_id, safe="", errors="replace")

    def _statements(self, concept: Concept) -> list[Statement]:
        self.tally.lose(concept, but=_OF_A_CONCEPT)
        found: list[Statement] = [("skos:inScheme", Link(self.scheme)), ("skos:notation", Literal(concept.id))]
        found += self._labels(concept)
        found += [("skos:definition", Literal(one.text)) for one in concept.definitions]
        found += [("skos:note", Literal(note)) for note in concept.notes]
        self.tally.drop(_("sources of definitions and contexts"), sum(bool(one.source) for one in concept.definitions))
        for section in concept.languages:
            self.tally.lose(section, but=_OF_A_SECTION)
            lang = _tag(section.lang)
            found += [("skos:definition", Literal(one.text, lang)) for one in section.definitions]
            found += [("skos:note", Literal(note, lang)) for note in section.notes]
            sourced = [*section.definitions, *(one for term in section.terms for one in term.contexts)]
            self.tally.drop(_("sources of definitions and contexts"), sum(bool(one.source) for one in sourced))
        found += [("dc:subject", Literal(concept.subject_field))] if concept.subject_field else []
        found += [("dc:source", Literal(concept.source))] if concept.source else []
        return list(dict.fromkeys([*found, *self._relations(concept)]))

    def _labels(self, concept: Concept) -> Iterator[Statement]:
        """One preferred label a language; no text is two kinds of label (SKOS Reference, S13 and S14)."""
        preferred: set[str] = set()
        taken: set[Literal] = set()
        terms = [term for section in concept.languages for term in section.terms]
        for term in sorted(terms, key=_rank):  # stable: the first of equals stays the first
            label = Literal(term.text, _tag(term.lang))
            self.tally.lose(term, but=_OF_A_TERM)
            for context in term.contexts:
                yield "skos:example", Literal(context.text, label.lang)
            if label in taken:
                self.tally.drop(_("terms that are spelt like another one of their concept"))
                continue
            taken.add(label)
            if _is_hidden(term):
                yield "skos:hiddenLabel", label
            elif label.lang in preferred:
                yield "skos:altLabel", label
            else:
                preferred.add(label.lang)
                yield "skos:prefLabel", label

    def _relations(self, concept: Concept) -> Iterator[Statement]:
        for one in concept.related:
            if one.target == concept.id:
                continue
            if one.target in self._ids:
                if one.kind in _BROADER:
                    yield "skos:broader", Link(self._address(one.target))
                elif frozenset((concept.id, one.target)) not in self._above:  # S27: never both
                    yield "skos:related", Link(self._address(one.target))
            elif _ADDRESS.match(one.target):
                yield _SEE_ALSO, Link(one.target)
            else:
                self.tally.drop(_("references to what is not in the file"))


def _rank(term: Term) -> int:
    return 2 if _is_hidden(term) else term.administrative_status is not AdministrativeStatus.PREFERRED


def _is_hidden(term: Term) -> bool:
    return term.is_forbidden or term.administrative_status in _HIDDEN


def _tag(lang: str) -> str:
    """The language tag in its usual case; "" for one that is none."""
    try:
        return normalise_tag(lang)
    except ValueError:
        return ""


def _turtle_name(name: str) -> str:
    return f"<{name}>" if name == _SEE_ALSO else name


def _turtle(value: Literal | Link) -> str:
    if isinstance(value, Link):
        return f"<{value.address}>"
    text = _SPECIAL.sub(_escape, value.text)
    return f'"{text}"@{value.lang}' if value.lang else f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    if "\ud800" <= letter <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(letter, f"\\u{ord(letter):04X}")


def _json_value(value: Literal | Link) -> dict[str, str]:
    if isinstance(value, Link):
        return {"@id": value.address}
    return {"@value": value.text, "@language": value.lang} if value.lang else {"@value": value.text}
