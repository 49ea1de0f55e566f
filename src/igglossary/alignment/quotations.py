"""Links from the German sentences of a report, and stretches of them, to the English quotations in its footnotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.alignment import enumerations as enums
from igglossary.alignment.choices import Choice, PhraseQuery, overlap
from igglossary.alignment.edges import cleaned
from igglossary.alignment.evidence import gather
from igglossary.alignment.features import PairTable, compare, english_sentences
from igglossary.alignment.originals import told_links
from igglossary.alignment.rating import Rater
from igglossary.alignment.scoring import probabilities
from igglossary.alignment.stretches import better_clause, literal_runs
from igglossary.alignment.units import Unit, introduction, quoted_stretches
from igglossary.alignment.windows import windows
from igglossary.model import Link, Relation, Span
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.alignment.embedding import Encoder
    from igglossary.alignment.features import Array, EnglishSentence
    from igglossary.model import Document, Segment

SENTENCE_THRESHOLD = 0.55
"""Least probability of a sentence or main clause (docs/alignment.md, thresholds)."""
CLAUSE_THRESHOLD = 0.9
"""Least probability of a smaller clause: short texts look alike more easily."""
BODY_THRESHOLD = 0.9
"""Least probability of a link with English in the body that the report does not call an original."""
_SHARE_OF_BEST = 0.3
_MOST_PER_SENTENCE = 5
_LEAST_QUOTED = 2
_SHARE_OF_ITEM = 0.6
"""A list item shorter than this share of its English sentence stands for a stretch of it."""
_CONDENSED = 0.33
_CARRIER_LOSS, _CARRIER_LEAD = 0.12, 0.15
"""What a clause may lose against its sentence, and must be ahead of the other clauses, to carry the link alone."""


def link_document(
    document: Document, *, encoder: Encoder | None, terms: Sequence[tuple[str, str]] = ()
) -> tuple[Link, ...]:
    """Link German sentences, clauses, list items and quoted words to their English counterparts.

    Args:
        document: a report as read; sentences that are not German and quotations that are not English are left out.
        encoder: makes the vectors; None links by structure, literal reuse, names, numbers, cognates and terms alone.
        terms: known pairs (German, English) in their base forms, approved or shipped.

    Returns:
        Links in the order of the German text; offsets count in the segment's text. A sentence without a counterpart
        has none. ``score`` and ``keep`` are calibrated: see docs/alignment.md; without an encoder ``keep`` is None.
    """
    told = told_links(document)
    order = {segment.id: n for n, segment in enumerate(document.sentences)}
    document = _german_part(document)
    english = english_sentences(document)
    found: list[Link] = []
    if english and document.sentences:
        for window, own_encoder in windows(document, english, encoder):
            table = compare(window.document, window.english, own_encoder, terms)
            found += _Linker(window.document, window.english, table, own_encoder).links()
    links = _near_their_original(document, found)
    if not told:
        return links
    return tuple(sorted((*links, *told), key=lambda link: (order[link.german.segment], link.german.start)))


def _german_part(document: Document) -> Document:
    """The report without the body sentences in other languages."""
    if all(is_same_language(sentence.lang, "de") for sentence in document.sentences):
        return document
    return replace(
        document,
        paragraphs=tuple(
            replace(paragraph, sentences=tuple(s for s in paragraph.sentences if is_same_language(s.lang, "de")))
            for paragraph in document.paragraphs
        ),
    )


def _near_their_original(document: Document, links: Sequence[Link]) -> tuple[Link, ...]:
    """Without the links of English in the body to anything but the paragraphs around it, or less than sure ones.

    A note is referred to; of a block in the body nothing tells which sentences far away might mean it.
    """
    paragraph_of = {s.id: s.paragraph or 0 for s in document.sentences}
    places = {s.id: found.paragraph for found in document.body_quotations for s in found.quotation.sentences}
    return tuple(
        link
        for link in links
        if (place := places.get(link.english[0].segment)) is None
        or (abs(paragraph_of[link.german.segment] - place) <= 1 and link.score >= BODY_THRESHOLD)
    )


class _Linker:
    """One document's table, and the steps from it to links."""

    def __init__(
        self,
        document: Document,
        english: list[EnglishSentence],
        table: PairTable,
        encoder: Encoder | None,
    ) -> None:
        self.document = document
        self.german: tuple[Segment, ...] = document.sentences
        self.english = english
        self.english_texts = [sentence.segment.text for sentence in english]
        self.table = table
        self.encoder = encoder
        self.notes = {one.id: one.footnote for one in document.body_quotations if one.footnote is not None}
        self.probability: Array = probabilities(table)
        items = {s.id for p in document.paragraphs if p.kind == "list_item" for s in p.sentences}
        self.items = {i for i, segment in enumerate(self.german) if segment.id in items}
        self.row_of: dict[int, int] = {}
        self.clauses_of: dict[int, list[int]] = {}
        for n, row in enumerate(table.rows):
            if row.unit.kind == "sentence":
                self.row_of[row.sentence] = n
            elif "clause" in row.unit.kind:
                self.clauses_of.setdefault(row.sentence, []).append(n)

    def links(self) -> tuple[Link, ...]:
        """All links, best evidence first chosen, in document order."""
        choices = self._enumerations()
        listed = {self.table.rows[choice.row].sentence for choice in choices}
        choices += self._literal()
        for i in range(len(self.german)):
            choices += self._introduction(i) if i in listed else self._sentence(i)
        choices = self._rated([self._clean(choice) for choice in choices])
        unique = {(c.sentence, c.german.start, c.german.end, c.column, c.english): c for c in reversed(choices)}
        ordered = sorted(unique.values(), key=self._place)
        return tuple(self._link(choice) for choice in ordered)

    def _clean(self, choice: Choice) -> Choice:
        """The choice without labels, commas and conjunctions at the edges of its stretches."""
        german = cleaned(choice.german, self.german[choice.sentence].text)
        return replace(choice, german=german, english=cleaned(choice.english, self.english_texts[choice.column]))

    @staticmethod
    def _place(choice: Choice) -> tuple[int, int, int, int, int]:
        return (choice.sentence, choice.german.start, -choice.german.end, choice.column, choice.english.start)

    def _rated(self, choices: list[Choice]) -> list[Choice]:
        """The choices with ``keep``, the phrases inside them, and the sentences that only a phrase links."""
        if self.encoder is None:
            return choices
        rater = Rater([segment.text for segment in self.german], self.english_texts, self.encoder)
        rated = rater.rate(choices, [*self._queries(choices), *self._unlinked_queries(choices)])
        linked = {(choice.sentence, choice.column) for choice in choices}
        new = {(c.sentence, c.column): c.score for c in rated if (c.sentence, c.column) not in linked}
        wholes = [self._clean(self._whole(i, j, score)) for (i, j), score in new.items()]
        return rated + (rater.rate(wholes, []) if wholes else [])

    def _enumerations(self) -> list[Choice]:
        near = self.table.features["marker"]

        def fit(german: enums.Item, english: enums.Item) -> float:
            return float(self.probability[self._row(german), english.sentence])

        def nearness(i: int, j: int) -> float:
            return float(near[self.row_of[i], j])

        matched = enums.match(
            enums.german_enumerations(self.document), enums.english_enumerations(self.english), fit, nearness
        )
        result = []
        for source, target, agreement in matched:
            score = min(0.97, 0.7 + 0.3 * agreement)
            one_sentence = len({item.sentence for item in target.items}) == 1
            for d, e in zip(source.items, target.items, strict=True):
                length = (e.unit.end - e.unit.start) / max(1, d.unit.end - d.unit.start)
                is_translation = one_sentence and 0.5 <= length <= 2.0
                relation = Relation.TRANSLATION if is_translation else Relation.SUMMARY
                row = self._row(d)
                choice = Choice(row, d.sentence, d.unit, e.sentence, e.unit, relation, score, in_order=True)
                result.append(choice)
        return result

    def _row(self, item: enums.Item) -> int:
        """The row of an item; its sentence's where it has none of its own."""
        for n, row in enumerate(self.table.rows):
            if row.sentence == item.sentence and (row.unit.start, row.unit.end) == (item.unit.start, item.unit.end):
                return n
        return self.row_of[item.sentence]

    def _literal(self) -> list[Choice]:
        result = []
        for i, segment in enumerate(self.german):
            for run in literal_runs(segment.text, self.english_texts):
                near = self.table.features["marker"][self.row_of[i], run.english_sentence]
                score = 0.98 if near > 0 or run.words >= 5 else 0.9
                place = (self.row_of[i], i, run.german, run.english_sentence, run.english)
                result.append(Choice(*place, Relation.QUOTATION, score))
        return result

    def _sentence(self, i: int) -> list[Choice]:
        """Links of one sentence: as a whole, and of the clauses that go to different English sentences."""
        by_clause = self._clause_targets(i)
        scores = self.probability[self.row_of[i]]
        best = max(float(scores.max()), max((self._score(n, j) for j, n in by_clause.items()), default=0.0))
        wholes = [j for j in map(int, (-scores).argsort()) if scores[j] >= SENTENCE_THRESHOLD]
        wholes = [j for j in wholes if scores[j] >= _SHARE_OF_BEST * best][:_MOST_PER_SENTENCE]
        extra = [j for j in by_clause if j not in wholes]
        result = [self._whole(i, j, self._score(self.row_of[i], j)) for j in wholes]
        result += [self._whole(i, j, self._score(by_clause[j], j)) for j in extra]
        carriers = {j: self._carrier(i, j) for j in (*wholes, *extra)}
        if len(result) > 1:
            carriers |= by_clause
        return result + [self._clause(n, j) for j, n in carriers.items() if n is not None]

    def _carrier(self, i: int, j: int) -> int | None:
        """The clause that alone carries what a sentence shares with an English one (``Er warnte, dass …``), if any."""
        clauses = self.clauses_of.get(i, ())
        best = max(clauses, key=lambda n: self._gain(n, j), default=None)
        if best is None or self._gain(best, j) < self._gain(self.row_of[i], j) - _CARRIER_LOSS:
            return None
        unit = self.table.rows[best].unit
        others = [n for n in clauses if not overlap(self.table.rows[n].unit, unit)]
        is_alone = all(self._gain(n, j) < self._gain(best, j) - _CARRIER_LEAD for n in others)
        return best if others and is_alone else None

    def _introduction(self, i: int) -> list[Choice]:
        """Of a sentence whose items are linked already: what stands before them."""
        before = {(unit.start, unit.end) for unit in introduction(self.german[i].text)}
        return [
            self._clause(n, j)
            for j, n in self._clause_targets(i).items()
            if (self.table.rows[n].unit.start, self.table.rows[n].unit.end) in before
        ]

    def _clause_targets(self, i: int) -> dict[int, int]:
        """English sentence → the clause that fits it best, where one is good enough on its own."""
        result: dict[int, int] = {}
        for n in self.clauses_of.get(i, ()):
            limit = SENTENCE_THRESHOLD if self.table.rows[n].unit.kind == "main clause" else CLAUSE_THRESHOLD
            for j in map(int, (self.probability[n] >= limit).nonzero()[0]):
                if j not in result or self._gain(n, j) > self._gain(result[j], j):
                    result[j] = n
        return result

    def _score(self, row: int, column: int) -> float:
        return float(self.probability[row, column])

    def _gain(self, row: int, column: int) -> float:
        if "h" in self.table.features:
            return float(self.table.features["h"][row, column])
        return float(self.table.features["cognates"][row, column])

    def _cosine(self, row: int, column: int) -> float | None:
        return float(self.table.features["cosine"][row, column]) if "cosine" in self.table.features else None

    def _whole(self, i: int, j: int, score: float) -> Choice:
        row = self.row_of[i]
        unit = Unit(0, len(self.german[i].text), "sentence")
        target = Unit(0, len(self.english_texts[j]), "sentence")
        return Choice(row, i, unit, j, target, self._relation(row, unit, j, target), score, self._cosine(row, j))

    def _clause(self, row: int, j: int) -> Choice:
        unit, i = self.table.rows[row].unit, self.table.rows[row].sentence
        target = better_clause(self.table, row, j, self.english_texts[j])
        score = float(self.probability[row, j])
        return Choice(row, i, unit, j, target, self._relation(row, unit, j, target), score, self._cosine(row, j))

    def _relation(self, row: int, german: Unit, column: int, english: Unit) -> Relation:
        cosine = self._cosine(row, column)
        features = self.table.features
        evidence = (
            features["cognates"][row, column] + features["literal"][row, column] + features["numbers"][row, column]
        )
        if (german.end - german.start) < _CONDENSED * (english.end - english.start):
            return Relation.SUMMARY
        if cosine is not None and cosine < 0.2 and evidence < 0.5:
            return Relation.SUMMARY
        if cosine is not None and cosine >= 0.65:
            return Relation.TRANSLATION
        return Relation.PARAPHRASE

    def _queries(self, choices: Sequence[Choice]) -> list[PhraseQuery]:
        """Quoted words and items in the linked pairs, with the score of the link."""
        queries: dict[tuple[int, Unit, int], float] = {}
        literal = _literal_places(choices)
        for choice in choices:
            text = self.german[choice.sentence].text
            if choice.relation is Relation.QUOTATION:
                continue
            is_short = len(text) < _SHARE_OF_ITEM * (choice.english.end - choice.english.start)
            is_item = choice.in_order or (choice.sentence in self.items and is_short)
            inside = [choice.german] if is_item else quoted_stretches(choice.german.text(text))
            for unit in inside:
                shift = 0 if is_item else choice.german.start
                moved = Unit(unit.start + shift, unit.end + shift, "quoted")
                if (choice.sentence, moved.start) not in literal:
                    place = (choice.sentence, moved, choice.column)
                    queries[place] = max(queries.get(place, 0.0), choice.score)
        return [PhraseQuery(self.row_of[i], i, unit, j, score) for (i, unit, j), score in queries.items()]

    def _unlinked_queries(self, choices: Sequence[Choice]) -> list[PhraseQuery]:
        """Quoted words that no link has, in the sentences of the notes referred to from their own sentence."""
        linked = {(choice.sentence, choice.column) for choice in choices}
        literal = _literal_places(choices)
        near = self.table.features["marker"]
        result = []
        for i, segment in enumerate(self.german):
            row = self.row_of[i]
            notes = [j for j in map(int, (near[row] >= 1).nonzero()[0]) if (i, j) not in linked]
            units = [u for u in quoted_stretches(segment.text) if len(u.text(segment.text).split()) >= _LEAST_QUOTED]
            result += [PhraseQuery(row, i, u, j, None) for u in units if (i, u.start) not in literal for j in notes]
        return result

    def _link(self, choice: Choice) -> Link:
        segment, sentence = self.german[choice.sentence], self.english[choice.column]
        german = Span(segment.id, choice.german.start, choice.german.end, choice.german.text(segment.text))
        text = choice.english.text(sentence.segment.text)
        english = Span(sentence.segment.id, choice.english.start, choice.english.end, text)
        return Link(
            german,
            (english,),
            choice.relation,
            round(choice.score, 4),
            self.notes.get(sentence.footnote, sentence.footnote),
            sentence.quotation,
            gather(german.text, english.text, self.table, choice),
            keep=None if choice.keep is None else round(choice.keep, 4),
        )


def _literal_places(choices: Sequence[Choice]) -> set[tuple[int, int]]:
    """Where English words are kept: (sentence, start)."""
    return {(choice.sentence, choice.german.start) for choice in choices if choice.relation is Relation.QUOTATION}
