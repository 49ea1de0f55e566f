"""What a look-up answers to programs beside the translations: definitions, facts, places. From the concept's JSON.

The model would cost more than the look-up.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from igglossary.answers.facts import Attested, TermFacts
from igglossary.answers.places import Place
from igglossary.workflow.uses import by_quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.answers.terms import TermAnswer, TermHit
    from igglossary.store.contract.reports import ReportUses
    from igglossary.store.contract.store import Store
    from igglossary.store.contract.terms import SeenIn


def with_details(store: Store, answer: TermAnswer) -> TermAnswer:
    """The answer with ``definition``, ``facts`` and ``provenance`` of every hit."""
    asked = [hit.concept for hit in answer.hits if not hit.provenance]  # a phrase of the memory has its own
    seen = store.terms.seen_in(asked)
    reports = store.reports.uses()
    records = {concept: json.loads(data) for concept, data in store.terms.records(asked).items()}
    return answer._replace(
        hits=tuple(
            hit if hit.provenance else _detailed(hit, records.get(hit.concept, {}), seen[hit.concept], reports)
            for hit in answer.hits
        )
    )


def _detailed(hit: TermHit, data: dict[str, Any], seen: Iterable[SeenIn], reports: Sequence[ReportUses]) -> TermHit:
    places = tuple(Place(one.document, document_date=one.date, occurrences=one.occurrences) for one in seen)
    if not data:
        return hit._replace(provenance=places)
    sources = (Place(data["source"]),) if data.get("source") else ()
    return hit._replace(
        definition=_definition(data, hit.lang),
        facts=(_facts(data, hit)._replace(uses=by_quarter(reports, hit.concept)),),
        provenance=(*sources, *places),
    )


def _definition(data: dict[str, Any], lang: str) -> str | None:
    """The definition in the language of the term, else in any."""
    sections = sorted(data.get("languages", []), key=lambda section: section["lang"] != lang)
    texts = [d["text"] for section in sections for d in section.get("definitions", [])]
    texts += [d["text"] for d in data.get("definitions", [])]
    return texts[0] if texts else None


def _facts(data: dict[str, Any], hit: TermHit) -> TermFacts:
    terms = (term for section in data.get("languages", []) for term in section.get("terms", []))
    term: dict[str, Any] = next((one for one in terms if (one["text"], one["lang"]) == (hit.term, hit.lang)), {})
    reliability = term.get("reliability")
    return TermFacts(
        term.get("register"),
        None if reliability is None else int(reliability),
        tuple(term.get("regions") or filter(None, [term.get("region")])),  # a term once had one region, as a text
        term.get("valid_from"),
        term.get("valid_until"),
        term.get("superseded_by"),
        tuple(Attested(one["body"], one.get("symbol"), one.get("date")) for one in term.get("attestations", [])),
        tuple(tuple((lang, words) for lang, words in one["texts"]) for one in data.get("collocations", [])),
    )
