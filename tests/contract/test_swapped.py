"""Languages that are marked the wrong way round are noticed in every kind of file, before anything is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError
from igglossary.store import open_store
from igglossary.workflow.importing import import_file

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = (
    ("The ferry leaves the harbour at eight.", "Die Fähre verlässt den Hafen um acht."),
    ("The captain checks the lifeboats every week.", "Der Kapitän prüft die Rettungsboote jede Woche."),
    ("Passengers should wait behind the barrier.", "Die Fahrgäste sollen hinter der Schranke warten."),
    ("The crew must report every accident.", "Die Besatzung muss jeden Unfall melden."),
    ("The terminal was closed because of the storm.", "Das Terminal wurde wegen des Sturms geschlossen."),
)
XLIFF = "urn:oasis:names:tc:xliff:document"
KINDS = {
    "a.tmx": (
        '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>',
        '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="de"><seg>{}</seg></tuv></tu>',
    ),
    "a.xlf": (
        (
            f'<xliff version="1.2" xmlns="{XLIFF}:1.2">'
            '<file original="a" source-language="en" target-language="de"><body>{}</body></file></xliff>'
        ),
        '<trans-unit id="{n}"><source>{}</source><target state="final">{}</target></trans-unit>',
    ),
    "b.xlf": (
        f'<xliff version="2.0" xmlns="{XLIFF}:2.0" srcLang="en" trgLang="de"><file id="f">{{}}</file></xliff>',
        '<unit id="u{n}"><segment state="final"><source>{}</source><target>{}</target></segment></unit>',
    ),
    "a.po": ('msgid ""\nmsgstr "Language: de\\n"\n{}', '\nmsgid "{}"\nmsgstr "{}"\n'),
    "a.ts": (
        '<TS version="2.1" sourcelanguage="en" language="de"><context><name>x</name>{}</context></TS>',
        "<message><source>{}</source><translation>{}</translation></message>",
    ),
    "a.qph": (
        '<QPH sourcelanguage="en" language="de">{}</QPH>',
        "<phrase><source>{}</source><target>{}</target></phrase>",
    ),
    "a.csv": ("Englisch;Deutsch\n{}", "{};{}\n"),
    "a.tsv": ("en\tde\n{}", "{}\t{}\n"),
}


def text_of(name: str, pairs: tuple[tuple[str, str], ...]) -> str:
    whole, entry = KINDS[name]
    entries = "".join(entry.format(*pair, n=number) for number, pair in enumerate(pairs))
    return whole.replace("{}", entries)


@pytest.mark.parametrize("name", KINDS)
def test_swapped_languages_are_noticed(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text_of(name, tuple((german, english) for english, german in PAIRS)), encoding="utf-8")
    with open_store(str(tmp_path / "store.db"), person="anna") as store:
        with pytest.raises(InputError, match="seem to be swapped"):
            import_file(store, path)
        assert not list(store.memory.iterate())
        path.write_text(text_of(name, PAIRS), encoding="utf-8")
        assert import_file(store, path).added == len(PAIRS)
