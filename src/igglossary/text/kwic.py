"""Key word in context: a hit with as much text on both sides as fits into a number of terminal cells."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

from igglossary.text.normalise import printable

ELLIPSIS = "…"


def character_cells(character: str) -> int:
    """Terminal cells of one character: 0 for combining and format characters, 2 for wide ones (UAX #11), else 1."""
    if character.isascii():
        return 1
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cells(text: str) -> int:
    """Terminal cells of a text on one line."""
    return len(text) if text.isascii() else sum(map(character_cells, text))


def kwic(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """Left context, hit and right context of ``text[start:end]``, together at most ``width`` cells wide.

    The hit is kept whole if it fits. Both sides get the same room, and one side gets what the other does not need.
    Contexts are cut between words where a word boundary is near, marked with an ellipsis; line breaks become spaces.
    Nothing in the result can steer a terminal. Offsets count code points, half-open.

    Raises:
        ValueError: the offsets are not a stretch of the text, or the width is less than 1.
    """
    if not 0 <= start <= end <= len(text) or width < 1:
        raise ValueError((start, end, width))
    hit = _fit_left(_flat(text[start:end]), width)
    room = width - cells(hit)
    # No more text is looked at than could fit four times over: documents may be long, combining marks many.
    left = _flat(text[max(0, start - 4 * width) : start])
    right = _flat(text[end : end + 4 * width])
    left_cells, right_cells = cells(left), cells(right)
    half = room // 2
    right_room = min(right_cells, max(room - half, room - left_cells))
    left_room = min(left_cells, room - right_room)
    return _fit_right(left, left_room), hit, _fit_left(right, right_room)


def centred(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """``kwic`` as a concordance prints it: the hit in the middle of the line, so that equal hits form a column.

    The left context is padded; neither side gets what the other does not need.

    Raises:
        ValueError: as ``kwic``.
    """
    left, hit, right = kwic(text, start, end, width)
    room = max(0, width - cells(hit))
    left = _fit_right(left, room // 2)
    return " " * (room // 2 - cells(left)) + left, hit, _fit_left(right, room - room // 2)


def _flat(text: str) -> str:
    return printable(text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").replace("\r", " "))


def _fit_left(text: str, room: int) -> str:
    """The beginning of a text in at most ``room`` cells."""
    if cells(text) <= room:
        return text
    if room < 1:
        return ""
    used = 0
    for place, character in enumerate(text):
        used += character_cells(character)
        if used > room - 1:
            kept = text[:place]
            space = kept.rfind(" ")
            return (kept[:space] if space > len(kept) * 2 // 3 else kept) + ELLIPSIS
    return text


def _fit_right(text: str, room: int) -> str:
    """The end of a text in at most ``room`` cells; a combining mark is never cut from its letter."""
    if cells(text) <= room:
        return text
    if room < 1:
        return ""
    used, place = 0, len(text)
    for index in range(len(text) - 1, -1, -1):
        width = character_cells(text[index])
        used += width
        if used > room - 1:
            break
        if width:
            place = index
    kept = text[place:]
    space = kept.find(" ")
    return ELLIPSIS + (kept[space + 1 :] if 0 <= space < len(kept) // 3 else kept)
