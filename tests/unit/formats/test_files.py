"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import io
import os
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import OutputError
from igglossary.formats.files import open_output, write_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write_bytes(path, b"new")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a"]


def test_an_error_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    with pytest.raises(ZeroDivisionError), open_output(path) as stream:
        stream.write(b"half" * (1 // 0))

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)

    write_bytes(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_stream_is_passed_through() -> None:
    stream = io.BytesIO()
    write_bytes(stream, b"x")

    assert stream.getvalue() == b"x"


@pytest.mark.parametrize(("target", "hint"), [("missing/a", "folder"), (".", "name of a file")])
def test_what_cannot_be_written_is_said(tmp_path: Path, target: str, hint: str) -> None:
    with pytest.raises(OutputError, match=hint):
        write_bytes(tmp_path / target, b"x")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="make room"), open_output(tmp_path / "a"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert os.listdir(tmp_path) == []
