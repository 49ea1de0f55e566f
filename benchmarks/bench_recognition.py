"""Speed of term recognition against 50,000 German terms: ``python benchmarks/bench_recognition.py [TEXT…]``.

The texts are German plain text, a megabyte or more for steady figures; without any, one is made up of the sentences of
the shipped term base, with nouns of the lexicon put in, so that there is no end of new words. The term base follows the
"real" recipe: a thousand nouns and three thousand word pairs of the text, the rest adjective +
noun pairs and nouns of the lexicon. Figures are CPU seconds and megabytes of text (UTF-8) a CPU second:

- cold: an empty type cache, a document of 0.3 MB;
- persisted: a base loaded from its bytes after it read the rest of the texts, then the same document, which is new to
  it and of the same kind (every eighth stretch of 20,000 characters);
- warm: the same document once more.
"""

from __future__ import annotations

import itertools
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from igglossary.formats.tbx import read_tbx
from igglossary.languages import lexicon
from igglossary.model import Concept
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise
from igglossary.workflow.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

N_TERMS = 50_000
N_DOCUMENT = 300_000
N_MADE_UP = 1_500_000
FLOORS = {"cold": 0.4, "persisted": 1.0, "warm": 2.5}


def make_terms(text: str) -> list[str]:
    """The 50,000 terms; the same for the same text."""
    chosen = random.Random(7)
    words = re.findall(r"[^\W\d_]{4,}", text)
    nouns = sorted({word for word in words if word[0].isupper() and lexicon.entry(word, "de") == word})
    pairs = sorted({" ".join(pair) for pair in itertools.pairwise(words) if pair[1][0].isupper()})
    adjectives = sorted({word for word in words if word.endswith("e") and word.islower()})
    forms = [form for form in lexicon.dictionary("de") if form[0].isupper() and chosen.random() < 0.2]
    lemmas = [form for form in forms if lexicon.entry(form, "de") == form]
    terms = {*chosen.sample(nouns, min(1000, len(nouns))), *chosen.sample(pairs, min(3000, len(pairs)))}
    while len(terms) < N_TERMS - 20_000:
        terms.add(f"{chosen.choice(adjectives)} {chosen.choice(lemmas)}")
    while len(terms) < N_TERMS:
        terms.add(chosen.choice(lemmas))
    return sorted(terms)


def measure(document: str, base: CompiledTermBase) -> tuple[float, int]:
    """Megabytes a second over the document, and the number of hits."""
    begin = time.process_time()
    hits = recognise(document, "de", base)
    return len(document.encode()) / 1e6 / (time.process_time() - begin), len(hits)


def load(data: bytes) -> CompiledTermBase:
    """The base from its bytes, printing the time."""
    begin = time.process_time()
    base = CompiledTermBase.from_bytes(data)
    print(f"load      {time.process_time() - begin:6.3f} s of {len(data) / 1e6:.1f} MB")
    return base


def made_up_text() -> str:
    """German sentences, the same in every run; in half of them one noun is exchanged for another, often a rare one."""
    chosen = random.Random(5)
    concepts = [concept for path in Path(shipped_folder()).glob("*.tbx") for concept in read_tbx(path)]
    sections = [section for one in concepts if isinstance(one, Concept) and (section := one.section("de"))]
    contexts = [context for section in sections for term in section.terms for context in term.contexts]
    sentences = [told.text for told in (*(one for section in sections for one in section.definitions), *contexts)]
    nouns = sorted(form for form in lexicon.dictionary("de") if form[0].isupper() and form.isalpha())
    parts: list[str] = []
    length = 0
    while length < N_MADE_UP:
        words = chosen.choice(sentences).split()
        places = [place for place, word in enumerate(words) if place and word[0].isupper()]
        if places and chosen.random() < 0.5:
            words[chosen.choice(places)] = nouns[int(len(nouns) * chosen.random() ** 3)]
        parts.append(" ".join(words))
        length += len(parts[-1])
    return " ".join(parts)


def prepare(paths: list[str], target: Path) -> None:
    """Compile the base of the texts and save it fresh and after it read all but the first document."""
    text = "\n\n".join(Path(path).read_text(encoding="utf-8") for path in paths) or made_up_text()
    entries = [TermEntry(f"c{number}", term, "de") for number, term in enumerate(make_terms(text))]
    begin = time.process_time()
    base = compile_term_base(entries, "de")
    print(f"compile   {time.process_time() - begin:6.2f} s for {len(base)} terms")
    (target / "fresh").write_bytes(base.to_bytes())
    stretches = [text[start : start + 20_000] for start in range(0, len(text), 20_000)]
    document = "\n\n".join(stretches[::8])[:N_DOCUMENT]
    rest = "\n\n".join(stretch for number, stretch in enumerate(stretches) if number % 8)
    (target / "document").write_text(document, encoding="utf-8")
    speed, n_hits = measure(rest, base)
    print(f"rest      {speed:6.2f} MB/s, {n_hits} hits in {len(rest) / 1e6:.1f} million characters")
    (target / "learned").write_bytes(base.to_bytes())


def run(kind: str, target: Path) -> None:
    """One figure and the memory of a process that does nothing else."""
    document = (target / "document").read_text(encoding="utf-8")
    base = load((target / ("fresh" if kind == "cold" else "learned")).read_bytes())
    speed, n_hits = measure(document, base)
    if kind == "warm":
        speed, n_hits = max(measure(document, base) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "" if speed >= FLOORS[kind] else f"  below {FLOORS[kind]}"
    print(f"{kind:9} {speed:6.2f} MB/s, {n_hits / len(document) * 1000:.0f} hits/KB, {peak:.0f} MB{verdict}")


def main(arguments: Sequence[str] = ()) -> None:
    """Prepare in one process, measure each figure in a fresh one."""
    if len(arguments) == 2 and arguments[0] in FLOORS:
        run(arguments[0], Path(arguments[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare([*arguments], Path(folder))
        sys.stdout.flush()
        for kind in FLOORS:
            subprocess.run([sys.executable, __file__, kind, folder], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
