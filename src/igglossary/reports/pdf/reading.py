"""A PDF as the program sees it: it is opened in a process of its own, and what comes back becomes a draft."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from typing import Any

from igglossary.errors import InputError, MissingExtraError, Problem, UnsafeInputError
from igglossary.messages import _, ngettext
from igglossary.model import LeftOut
from igglossary.reports.blocks import Block, Draft, Note
from igglossary.reports.typed_notes import separate_notes
from igglossary.text.normalise import single_line

GOOD = 0.9
"""Share of notes that must be referred to, as in ``selfcheck``."""
_WALL_SECONDS = 600
_SHOWN = 12  # numbers of missing notes that are named


def read_pdf(data: bytes, *, where: str) -> Draft:
    """Read a PDF that has a text layer.

    Raises:
        InputError: damaged, encrypted, pictures only, or with text that cannot be decoded.
        UnsafeInputError: it needs more memory or time than any report.
        MissingExtraError: pypdfium2 is not installed.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise MissingExtraError(_("Reading PDF"), "pdf")
    answer = _run(data, where)
    if "error" in answer:
        raise _error(answer["error"], where)
    draft = Draft(
        "pdf",
        [Block(kind, text, tuple((n, key) for n, key in refs), *rest) for kind, text, refs, *rest in answer["blocks"]],
        [Note(key, text) for key, text in answer["notes"]],
        title=answer["title"],
        left_out=[LeftOut(reason, text) for reason, text in answer["left_out"]],
    )
    if not draft.notes and _has_typed_notes(draft):
        answer["facts"]["refused"] = 0
    draft.problems += _problems(answer["facts"], answer["missing"])
    return draft


def _has_typed_notes(draft: Draft) -> bool:
    """Take out notes that stand together with typed labels, if nearly all of them are referred to."""
    blocks, notes, left_over = separate_notes(draft.blocks)
    referred = {key for block in blocks for _offset, key in block.refs}
    keys = [note.key for note in notes]
    is_whole = bool(keys) and keys == [str(n) for n in range(1, len(keys) + 1)]
    if not is_whole or len(referred.intersection(keys)) < GOOD * len(keys):
        return False
    draft.blocks, draft.notes = blocks, notes
    draft.problems = [
        Problem("", _("text behind the footnotes was left out: {text}").format(text=single_line(stretch[:80])))
        for stretch in left_over
    ]
    return True


def _run(data: bytes, where: str) -> dict[str, Any]:
    """What the child says; ``-P`` keeps the current folder from being searched for modules."""
    command = [sys.executable, "-P", "-m", "igglossary.reports.pdf.child"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_WALL_SECONDS, check=False)  # noqa: S603
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if not answer:
        raise UnsafeInputError(
            _("this PDF needs more memory or time than any report."),
            where=where,
            hint=_("Print it to a new PDF and read that, or prefer the Word file or the web page."),
        )
    return answer


def _error(code: str, where: str) -> InputError:
    ocr = _("Run OCR over it first, for example with ocrmypdf.")
    text, hint = {
        "encrypted": (_("the PDF is encrypted."), _("Save a copy without a password and read that.")),
        "damaged": (_("the PDF is damaged or cut off."), None),
        "pictures": (_("the PDF has no text layer, only pictures."), ocr),
        "undecodable": (_("the fonts of the PDF do not say which letters they show."), ocr),
    }[code]
    return InputError(text, where=where, hint=hint)


def _problems(facts: dict[str, int], missing: list[str]) -> list[Problem]:
    prefer = _("Prefer the Word file or the web page.")
    found: list[Problem] = []
    if facts["refused"]:
        text = _("the footnotes of this PDF could not be read safely; its text is given without them")
        found.append(Problem("", text, hint=prefer))
    if facts["doubtful"]:
        found.append(Problem("", _("not every footnote of this PDF could be read safely"), hint=prefer))
    if missing:
        numbers = ", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
        text = ngettext(
            "footnote {numbers} was not found in the PDF", "footnotes {numbers} were not found in the PDF", len(missing)
        ).format(numbers=numbers)
        found.append(Problem("", text))
    counted = (
        ("pictures", _("pages of the PDF that are pictures without text: {count}")),
        ("pages", _("pages of the PDF that were left out because there are too many: {count}")),
    )
    found.extend(Problem("", text.format(count=facts[key])) for key, text in counted if facts[key])
    return found
