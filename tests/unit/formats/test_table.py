"""What a file is: by content where it can be told, else by ending."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UnsupportedInputError, UsageError
from igglossary.formats.bilingual.fill_po import PoFiller
from igglossary.formats.bilingual.fill_xliff import XliffFiller
from igglossary.formats.kinds import KINDS, kind_for_output, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.tmx", b"<tmx/>", "tmx"),
        ("a.TMX.GZ", gzip.compress(b"<tmx/>", mtime=0), "tmx"),
        ("a.tbx", b"<martif/>", "tbx"),
        ("a.tbx", b"<!-- x --><tmx/>", "tmx"),
        ("a.tmx", b'<x:tbx xmlns:x="u"/>', "tbx"),
        ("a.tmx", b"no xml at all", "tmx"),
        ("a.unknown", b"<TBX/>", "tbx"),
        ("glossary.txt", b"# OmegaT\nhost\tWirt\tDNS\nhoster\tHoster\n", "omegat"),
        ("a.txt", b"English\tGerman\nhost\tWirt\n", "tsv"),
        ("a.tmx", b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "tmx"),
    ],
)
def test_content_wins_over_the_ending(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    assert kind_of(path).name == kind


def test_a_report_as_text_is_no_glossary(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Das Netz ist global.\n\n1\tSiehe dort.\nEnde.\nMehr.\n")
    with pytest.raises(UnsupportedInputError):
        kind_of(path)


@pytest.mark.parametrize("open_it", [PoFiller, XliffFiller])
def test_what_is_no_file_is_not_filled(tmp_path: Path, open_it: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(InputError, match="pipe or a device"):
        open_it(tmp_path / "a")


@pytest.mark.parametrize("ending", ["tmx", "csv", "xlsx", "po", "xlf", "txt"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, ending: str) -> None:
    pipe, folder = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    os.mkfifo(pipe)
    folder.mkdir()
    with pytest.raises(InputError, match="pipe or a device"):
        kind_of(pipe)
    with pytest.raises(InputError, match="folder"):
        kind_of(folder)


def test_what_nobody_knows_is_said_with_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.doc.unknown"
    path.write_bytes(b"<html/>")

    with pytest.raises(UnsupportedInputError, match=r"\.tmx"):
        kind_of(path)
    path.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        kind_of(path)


def test_the_kind_of_an_output() -> None:
    assert kind_for_output("x/y.tbx").name == "tbx"
    assert kind_for_output("x/y.txt", "tmx").name == "tmx"
    with pytest.raises(UsageError, match=r"y\.unknown"):
        kind_for_output("x/y.unknown")


def test_every_name_and_ending_is_there_once_and_every_function_exists() -> None:
    endings = [ending for kind in KINDS for ending in kind.endings]

    assert len(set(endings)) == len(endings)
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.read is None or callable(kind.read)
        assert kind.write is None or callable(kind.write)
