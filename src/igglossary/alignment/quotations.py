"""Links from the German sentences of a report, and stretches of them, to the English quotations in its footnotes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from igglossary.alignment import enumerations as enums
from igglossary.alignment.evidence import gather
from igglossary.alignment.features import PairTable, compare, english_sentences
from igglossary.alignment.originals import told_links
from igglossary.alignment.scoring import probabilities
from igglossary.alignment.stretches import PhraseQuery, better_clause, literal_runs, match_phrases
from igglossary.alignment.units import Unit, introduction, quoted_stretches
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
_QUOTED_COSINE = 0.6
"""Least cosine of translated quoted words that link a sentence by themselves, to a note referred to from it."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A pair that was chosen, before it becomes a Link."""

    row: int
    german: Unit
    english: tuple[tuple[int, Unit], ...]
    relation: Relation
    score: float
    similarity: float | None = None
    in_order: bool = False


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
        has none. ``score`` is calibrated: see docs/alignment.md.
    """
    told = told_links(document)
    order = {segment.id: n for n, segment in enumerate(document.sentences)}
    document = _german_part(document)
    english = english_sentences(document)
    found: tuple[Link, ...] = ()
    if english and document.sentences:
        table = compare(document, english, encoder, terms)
        found = _near_their_original(document, _Linker(document, english, table, encoder, terms).links())
    if not told:
        return found
    return tuple(sorted((*found, *told), key=lambda link: (order[link.german.segment], link.german.start)))


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


def _near_their_original(document: Document, links: tuple[Link, ...]) -> tuple[Link, ...]:
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
        terms: Sequence[tuple[str, str]],
    ) -> None:
        self.document = document
        self.german: tuple[Segment, ...] = document.sentences
        self.english = english
        self.english_texts = [sentence.segment.text for sentence in english]
        self.table = table
        self.encoder = encoder
        self.terms = terms
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
        choices += self._phrases(choices)
        unique = {
            (self.table.rows[c.row].sentence, c.german.start, c.german.end, c.english): c for c in reversed(choices)
        }
        ordered = sorted(unique.values(), key=self._place)
        return tuple(self._link(choice) for choice in ordered)

    def _place(self, choice: _Choice) -> tuple[int, int, int, int]:
        return (self.table.rows[choice.row].sentence, choice.german.start, -choice.german.end, choice.english[0][0])

    def _enumerations(self) -> list[_Choice]:
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
                result.append(_Choice(self._row(d), d.unit, ((e.sentence, e.unit),), relation, score, in_order=True))
        return result

    def _row(self, item: enums.Item) -> int:
        """The row of an item; its sentence's where it has none of its own."""
        for n, row in enumerate(self.table.rows):
            if row.sentence == item.sentence and (row.unit.start, row.unit.end) == (item.unit.start, item.unit.end):
                return n
        return self.row_of[item.sentence]

    def _literal(self) -> list[_Choice]:
        result = []
        for i, segment in enumerate(self.german):
            for run in literal_runs(segment.text, self.english_texts):
                near = self.table.features["marker"][self.row_of[i], run.english_sentence]
                score = 0.98 if near > 0 or run.words >= 5 else 0.9
                target = ((run.english_sentence, run.english),)
                result.append(_Choice(self.row_of[i], run.german, target, Relation.QUOTATION, score))
        return result

    def _sentence(self, i: int) -> list[_Choice]:
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
        others = [n for n in clauses if not _overlap(self.table.rows[n].unit, unit)]
        is_alone = all(self._gain(n, j) < self._gain(best, j) - _CARRIER_LEAD for n in others)
        return best if others and is_alone else None

    def _introduction(self, i: int) -> list[_Choice]:
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

    def _whole(self, i: int, j: int, score: float) -> _Choice:
        row = self.row_of[i]
        unit = Unit(0, len(self.german[i].text), "sentence")
        target = Unit(0, len(self.english_texts[j]), "sentence")
        return _Choice(row, unit, ((j, target),), self._relation(row, unit, j, target), score, self._cosine(row, j))

    def _clause(self, row: int, j: int) -> _Choice:
        unit = self.table.rows[row].unit
        target = better_clause(self.table, row, j, self.english_texts[j])
        score = float(self.probability[row, j])
        return _Choice(row, unit, ((j, target),), self._relation(row, unit, j, target), score, self._cosine(row, j))

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

    def _phrases(self, choices: Sequence[_Choice]) -> list[_Choice]:
        """Translated quoted words and list items, as stretches of the English sentences.

        They are looked for in the pairs that are linked already; quoted words also in the notes referred to from their
        sentence, where they must agree better, and then link the sentence, too.
        """
        if self.encoder is None:
            return []
        queries = self._queries(choices)
        unlinked = self._unlinked_queries(choices)
        result = []
        texts = [segment.text for segment in self.german]
        matches = match_phrases([*queries, *unlinked], texts, self.english_texts, self.encoder)
        settled = {(found.query.row, found.query.unit) for found in matches if found.query in queries}
        for found in matches:
            query = found.query
            i, j = query.row, query.english_sentence
            is_new = query not in queries
            if is_new and (found.cosine < _QUOTED_COSINE or (i, query.unit) in settled):
                continue
            score = min(0.9, found.cosine + 0.15) if is_new else queries[query] * min(1.0, found.cosine + 0.15)
            words = query.unit.text(texts[i]).casefold()
            is_kept = words == found.english.text(self.english_texts[j]).casefold()
            if is_kept and " " not in words:
                continue  # a name
            relation = Relation.QUOTATION if is_kept else Relation.TRANSLATION
            result.append(_Choice(self.row_of[i], query.unit, ((j, found.english),), relation, score, found.cosine))
            if is_new:
                result.append(replace(self._whole(i, j, score), relation=Relation.PARAPHRASE))
        return result

    def _queries(self, choices: Sequence[_Choice]) -> dict[PhraseQuery, float]:
        """Quoted words and items in the linked pairs, with the score of the link."""
        queries: dict[PhraseQuery, float] = {}
        literal = self._literal_places(choices)
        for choice in choices:
            sentence = self.table.rows[choice.row].sentence
            text = self.german[sentence].text
            if choice.relation is Relation.QUOTATION:
                continue
            longest = max(unit.end - unit.start for _j, unit in choice.english)
            is_item = choice.in_order or (sentence in self.items and len(text) < _SHARE_OF_ITEM * longest)
            inside = [choice.german] if is_item else quoted_stretches(choice.german.text(text))
            for unit in inside:
                shift = 0 if is_item else choice.german.start
                moved = Unit(unit.start + shift, unit.end + shift, "quoted")
                for j, _target in choice.english:
                    query = PhraseQuery(sentence, moved, j)
                    if (sentence, moved.start) not in literal:
                        queries[query] = max(queries.get(query, 0.0), choice.score)
        return queries

    def _unlinked_queries(self, choices: Sequence[_Choice]) -> list[PhraseQuery]:
        """Quoted words that no link has, in the sentences of the notes referred to from their own sentence."""
        linked = {(self.table.rows[choice.row].sentence, j) for choice in choices for j, _target in choice.english}
        literal = self._literal_places(choices)
        near = self.table.features["marker"]
        result = []
        for i, segment in enumerate(self.german):
            notes = [j for j in map(int, (near[self.row_of[i]] >= 1).nonzero()[0]) if (i, j) not in linked]
            units = [u for u in quoted_stretches(segment.text) if len(u.text(segment.text).split()) >= _LEAST_QUOTED]
            result += [PhraseQuery(i, unit, j) for unit in units if (i, unit.start) not in literal for j in notes]
        return result

    def _literal_places(self, choices: Sequence[_Choice]) -> set[tuple[int, int]]:
        """Where English words are kept: (sentence, start)."""
        return {(self.table.rows[c.row].sentence, c.german.start) for c in choices if c.relation is Relation.QUOTATION}

    def _link(self, choice: _Choice) -> Link:
        row = self.table.rows[choice.row]
        segment = self.german[row.sentence]
        german = Span(segment.id, choice.german.start, choice.german.end, choice.german.text(segment.text))
        spans = tuple(
            Span(self.english[j].segment.id, unit.start, unit.end, unit.text(self.english_texts[j]))
            for j, unit in choice.english
        )
        first = self.english[choice.english[0][0]]
        evidence = gather(
            german.text,
            spans[0].text,
            self.table,
            terms=self.terms,
            nearness=float(self.table.features["marker"][choice.row, choice.english[0][0]]),
            similarity=choice.similarity,
            in_order=choice.in_order,
        )
        score = round(choice.score, 4)
        note = self.notes.get(first.footnote, first.footnote)
        return Link(german, spans, choice.relation, score, note, first.quotation, evidence)


def _overlap(first: Unit, second: Unit) -> bool:
    return first.start < second.end and second.start < first.end
