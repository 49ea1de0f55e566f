"""Plain-text reports: paragraphs, list items and headings are guessed from lines."""

from __future__ import annotations

import re
from dataclasses import replace

from igglossary.errors import Problem
from igglossary.messages import _
from igglossary.reports.blocks import Block, Draft, make_block
from igglossary.reports.decoding import decode
from igglossary.reports.typed_notes import NOTES_HEADING, RELATED_HEADING

_RULE = re.compile(r"\s*(?:[-=_*~.·•–—#+]\s?){3,}\Z")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,}|\*{3,})\s*\Z")
_BULLET = re.compile(r"(?:[-–—*•·▪◦‣o]|[a-z]\))\s+(?=\S)")
_NUMBERED = re.compile(r"(?:(?P<dot>\d{1,4})\.|(?P<close>\d{1,4})\)|\((?P<paren>\d{1,4})\))\s+(?=\S)")
_CERTAIN_LABEL = re.compile(
    r"(?:\d{1,4}[.)]\s+)?\[\^?\d{1,4}\]:?\s*\S|[⁰¹²³⁴-⁹]{1,4}[.)]?\s*\S|\^\d{1,4}\s+\S|(?:Fn\.|Fußnote|Anm\.)\s*\d{1,4}\s*[:.]\s"
)
_BARE = re.compile(r"(?P<n>\d{1,3})\s+(?=[A-ZÄÖÜ„“\"»])")
_TERMINATED = re.compile(r"[.!?…:;,][\"“”’'»«)\]]*(?:\[\^?\d+\])*\Z")
_WRAP_LIMIT = 100  # files whose longest line is longer are not hard-wrapped
_HEADING_LIMIT = 90


def read_plain(data: bytes, *, where: str) -> Draft:
    """Read a text file.

    Raises:
        InputError: it is binary.
    """
    decoded = decode(data, where=where)
    draft = draft_from_text(decoded.text)
    if decoded.replaced:
        draft.problems.append(
            Problem(
                where,
                _("{count} bytes are no {encoding} and were replaced").format(
                    count=decoded.replaced, encoding=decoded.encoding
                ),
                hint=_("Save the file as UTF-8."),
            ),
        )
    return draft


def draft_from_text(text: str) -> Draft:
    """Lines → blocks whose notes are still among them; also for the text of a PDF."""
    return Draft("txt", _blocks(text.replace("\f", "\n\n").expandtabs(4).split("\n")))


def _blocks(lines: list[str]) -> list[Block]:
    width = _wrap_width(lines)
    blocks: list[Block] = []
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not _RULE.match(line):
            group.append(line.rstrip())
            continue
        if group:
            blocks.extend(_group_blocks(group, width, underlined=bool(_UNDERLINE.match(line)) and len(group) == 1))
        group = []
    return [block for block in blocks if block.text]


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the file was wrapped by hand or program; None where a line is a paragraph."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip() and not re.search(r"https?://\S{40}", line))
    long = [n for n in lengths if n >= 40]
    if not long or len(long) < 4:
        return None
    # One overlong line (a URL, a title) does not make a file unwrapped.
    if sum(n > _WRAP_LIMIT for n in long) * 20 > len(long):
        return None
    within = [n for n in long if n <= _WRAP_LIMIT]
    return within[-1 - len(within) // 50]


def _group_blocks(group: list[str], width: int | None, *, underlined: bool) -> list[Block]:
    """The blocks of lines that no empty line separates."""
    if underlined:
        return [make_block("heading", [group[0]])]
    indent = min(len(line) - len(line.lstrip()) for line in group)
    return [_guessed_block(_join(run), indent) for run in _runs(group, width)]


def _runs(group: list[str], width: int | None) -> list[list[str]]:
    """The lines of each list item, note or paragraph of a group."""
    runs: list[list[str]] = []
    last_number = 0
    for position, line in enumerate(group):
        number = _starts_item(line, last_number, is_first=position == 0)
        if number is not None:
            last_number = number or last_number
            runs.append([line.strip()])
        elif runs and _joins(group[position - 1], line, width):
            runs[-1].append(line.strip())
        else:
            runs.append([line.strip()])
            last_number = 0 if not line.startswith(" ") else last_number
    return runs


def _guessed_block(text: str, indent: int) -> Block:
    if (_BULLET.match(text) or _NUMBERED.match(text)) and not _CERTAIN_LABEL.match(text):
        kind = "list_item"
    elif text.startswith("> ") or (indent >= 3 and len(text) > 60):
        kind = "blockquote"
    else:
        kind = "paragraph"
    unquoted = re.sub(r"(?:^|(?<=\s))>\s", "", text) if text.startswith("> ") else text
    return make_block(kind, [unquoted], is_certain=False)


def _starts_item(line: str, last: int, *, is_first: bool) -> int | None:
    """The number of the list item or note that starts here (0 for a bullet), None for an ordinary line."""
    text = line.strip()
    if _CERTAIN_LABEL.match(text):
        return 0
    if _BULLET.match(text):
        return 0 if not text.startswith("o ") else None
    match = _NUMBERED.match(text) or _BARE.match(text)
    if match is None:
        return None
    number = int(next(filter(None, match.groups())))
    # "20. Oktober" at the start of a wrapped line is no item: an item starts a group or counts on.
    starts_group = is_first and match.re is not _BARE
    return number if number == last + 1 or starts_group else None


def _joins(before: str, line: str, width: int | None) -> bool:
    """True if the line break was made by wrapping: the next word would not have fitted, or the text plainly goes on."""
    first = line.split(maxsplit=1)[0]
    if width is None:
        return False
    if len(before.rstrip()) + 1 + len(first) > width:
        return True
    return (
        len(before) > width // 2
        and (first[:1].islower() or not _TERMINATED.search(before.rstrip()))
        and len(before) + len(first) > width - 12
    )


def _join(lines: list[str]) -> str:
    """One text of wrapped lines; a hyphen at a line's end goes if the word goes on in lower case."""
    text = lines[0]
    for line in lines[1:]:
        word = line.split(maxsplit=1)[0].lower()
        if text.endswith(("\u00ad", "¬")) or (
            re.search(r"[^\W\d_]-\Z", text)
            and line[:1].islower()
            and word not in ("und", "oder", "bzw.", "sowie", "and", "or", "bis")
        ):
            text = text[:-1] + line
        elif re.search(r"[^\W\d_]-\Z|/\Z", text) and (line[:1].isupper() or "://" in text.rsplit(maxsplit=1)[-1]):
            text += line
        else:
            text += " " + line
    return text


def guess_headings(blocks: list[Block]) -> list[Block]:
    """Guess which short lines are headings: no stop, no reference, and running text below. Markup is believed."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        previous = blocks[index - 1] if index else None
        if not block.is_certain and index and _is_heading(block, previous, following):
            result.append(replace(block, kind="heading"))
        else:
            result.append(block)
    return result


def _is_heading(block: Block, previous: Block | None, following: Block | None) -> bool:
    if RELATED_HEADING.match(block.text) or NOTES_HEADING.match(block.text):
        return True
    if following is None or not _is_headline(block):
        return False
    if block.kind == "list_item":
        has_neighbour = "list_item" in (previous.kind if previous else None, following.kind)
        return _NUMBERED.match(block.text) is not None and not has_neighbour and len(following.text) > len(block.text)
    return following.kind in ("paragraph", "list_item", "blockquote") and not _is_short_line_without_stop(following)


def _is_headline(block: Block) -> bool:
    """A short line without a stop or a reference that is no quotation and no item of a list with bullets."""
    return _is_short_line_without_stop(block) and block.kind != "blockquote" and not _BULLET.match(block.text)


def _is_short_line_without_stop(block: Block) -> bool:
    return not block.refs and len(block.text) <= _HEADING_LIMIT and not _TERMINATED.search(block.text)
