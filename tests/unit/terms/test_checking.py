"""Checking units against a term base."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary.model import (
    AdministrativeStatus,
    Concept,
    LanguageSection,
    Span,
    Term,
    TermKind,
    TranslationUnit,
    Variant,
)
from igglossary.terms.checking.check import Finding, Rule, baseline_lines, check_units, read_baseline
from igglossary.terms.checking.sarif import to_sarif
from igglossary.terms.recognition.compiled import compile_term_base
from igglossary.terms.recognition.entries import term_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPRECATED = AdministrativeStatus.DEPRECATED
PREFERRED = AdministrativeStatus.PREFERRED


def concept(key: str, german: Sequence[Term], english: Sequence[Term]) -> Concept:
    return Concept(key, (LanguageSection("de", tuple(german)), LanguageSection("en", tuple(english))))


CONCEPTS = {
    one.id: one
    for one in (
        concept(
            "gap",
            [Term("Kluft", "de")],
            [
                Term("rift", "en"),
                Term("gap", "en", administrative_status=PREFERRED),
                Term("ditch", "en", is_forbidden=True, use_instead="gap"),
                Term("chasm", "en", administrative_status=DEPRECATED),
                Term("GP", "en", kind=TermKind.ACRONYM),
            ],
        ),
        concept("trench", [Term("Graben", "de")], [Term("trench", "en"), Term("ditch", "en")]),
        concept("brand", [Term("OpenGate", "de", is_untranslatable=True)], [Term("OpenGate", "en")]),
        concept("web", [Term("Netz", "de")], [Term("Web", "en", is_case_sensitive=True)]),
    )
}
BASES = {
    lang: compile_term_base(
        [
            term_entry(key, term, lang)
            for key, one in CONCEPTS.items()
            for term in (one.section(lang) or LanguageSection("")).terms
        ],
        lang,
    )
    for lang in ("de", "en")
}


def unit(source: str, target: str, key: str = "1", langs: tuple[str, str] = ("de", "en")) -> TranslationUnit:
    return TranslationUnit((Variant(langs[0], source), Variant(langs[1], target)), id=key)


def check(*units: TranslationUnit) -> list[Finding]:
    return list(check_units(units, BASES, CONCEPTS))


def test_a_term_without_its_translation_is_reported_with_what_is_expected() -> None:
    (finding,) = check(unit("Die Kluft wächst.", "The distance grows."))
    assert finding.rule is Rule.MISSING
    assert finding.expected == ("gap", "rift", "GP")
    assert finding.source_span is not None
    assert finding.source_span.text == "Kluft"
    assert finding.target_span is None
    assert "gap" in str(finding.message)


def test_any_allowed_designation_will_do_in_either_direction() -> None:
    assert check(unit("Die Kluft wächst.", "The gap grows.")) == []
    assert check(unit("The rift grows.", "Die Kluft wächst.", langs=("en-GB", "de-DE"))) == []
    (finding,) = check(unit("The rift grows.", "Der Abstand wächst.", langs=("en-GB", "de-DE")))
    assert finding.expected == ("Kluft",)


def test_deprecated_terms() -> None:
    (deprecated,) = check(unit("Die Kluft wächst.", "The chasm grows."))
    assert deprecated.rule is Rule.DEPRECATED
    assert deprecated.expected == ("gap", "rift", "GP")
    assert deprecated.target_span is not None


def test_a_forbidden_term_says_what_to_use_instead() -> None:
    gap = CONCEPTS["gap"]
    bases = {
        section.lang: compile_term_base([term_entry("gap", term, section.lang) for term in section.terms], section.lang)
        for section in gap.languages
    }
    (finding,) = check_units([unit("Die Kluft wächst.", "The ditch grows.")], bases, {"gap": gap})
    assert finding.rule is Rule.FORBIDDEN
    assert finding.level == "error"
    assert finding.expected == ("gap",)


def test_words_that_another_concept_allows_are_not_forbidden() -> None:
    assert check(unit("Der Graben ist tief.", "The ditch is deep.")) == []


def test_a_name_that_is_not_to_be_translated() -> None:
    assert check(unit("OpenGate läuft.", "OpenGate is running.")) == []
    (finding,) = check(unit("OpenGate läuft.", "The gate is running."))
    assert finding.rule is Rule.TRANSLATED


def test_case_sensitive_terms() -> None:
    assert check(unit("Im Netz.", "On the Web.")) == []
    (finding,) = check(unit("Im Netz.", "On the web."))
    assert finding.rule is Rule.CASE
    assert finding.expected == ("Web",)
    assert finding.target_span == Span("1", 7, 10, "web")
    assert check(unit("IM NETZ", "ON THE WEB")) == []


def test_the_rarer_choice_is_inconsistent_but_acronyms_are_not() -> None:
    findings = check(
        unit("Die Kluft.", "The gap.", "a"),
        unit("Eine Kluft.", "A rift.", "b"),
        unit("Keine Kluft.", "No gap.", "c"),
        unit("Diese Kluft.", "This GP.", "d"),
    )
    assert [(one.rule, one.unit, one.expected) for one in findings] == [(Rule.INCONSISTENT, "b", ("gap",))]


def test_numbers_that_differ_are_one_finding() -> None:
    (finding,) = check(unit("1.500 Orte", "1,600 places"))
    assert finding.rule is Rule.NUMBER
    assert finding.source_span is not None
    assert finding.target_span is not None
    assert (finding.source_span.text, finding.target_span.text) == ("1.500", "1,600")


def test_untranslated_units_and_copies_are_passed_over() -> None:
    assert check(unit("Die Kluft 5", "  "), unit("Die Kluft 5", "Die Kluft", langs=("de", "de-AT"))) == []


def test_fingerprints_survive_other_units_and_tell_repetitions_apart() -> None:
    first = check(unit("Die Kluft wächst.", "Nothing.", "7"))
    later = check(
        unit("Neu.", "New.", "1"),
        unit("Die Kluft wächst.", "Nothing!", "8"),
        unit("Die Kluft wächst.", "Nothing.", "9"),
    )
    assert later[0].fingerprint == first[0].fingerprint
    assert later[1].fingerprint != later[0].fingerprint


def test_the_baseline_can_be_read_back() -> None:
    findings = check(unit("Die Kluft wächst.", "Nothing."))
    lines = ["# known findings", "", *baseline_lines(findings)]
    assert read_baseline(lines) == {findings[0].fingerprint}


def test_sarif_has_what_the_standard_requires() -> None:
    findings = check(unit("Die Kluft wächst um 3.", "Nothing grows."))
    log = to_sarif(
        findings, file="po/über uns.po", version="1.0.0", lines={"1": 12}, baseline={findings[0].fingerprint}
    )
    json.dumps(log, default=str)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "igglossary"
    assert len(run["results"]) == len(findings) == 2
    for result in run["results"]:
        assert result["message"]["text"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] == 12
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "po/%C3%BCber%20uns.po"
    assert [one["baselineState"] for one in run["results"]] == ["unchanged", "new"]


def test_sarif_of_nothing_still_says_that_it_ran() -> None:
    assert to_sarif([], file="x.po", version="1.0.0")["runs"][0]["results"] == []


def test_inflected_forms_count() -> None:
    findings = check(unit("Die Klüfte wachsen.", "The rifts grow.", "1"), unit("Klüfte überall.", "Nothing.", "2"))
    assert [(one.rule, one.unit) for one in findings] == [(Rule.MISSING, "2")]
