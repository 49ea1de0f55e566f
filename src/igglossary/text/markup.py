"""Mark-up and placeholders in a text: what no words are."""

from __future__ import annotations

import re

_MAY_HAVE = re.compile(r"[<%{&]")
_INLINE = "a|abbr|b|bpt|cite|code|em|ept|font|g|hi|i|it|kbd|mark|mrk|pc|ph|q|s|small|span|strong|sub|sup|tt|u|var|x"
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]{{0,300}})?/?>", re.IGNORECASE)
_OTHER = re.compile(
    r"</?[A-Za-z][^<>]{0,300}>"  # <br/>
    r"|%(?:\d{1,2}\$)?[-+0#]{0,4}\d{0,4}(?:\.\d{1,4})?(?:l{1,2}|h{1,2}|z)?[sdiufxXceEgGp](?![^\W\d_]*%)"  # printf
    r"|%\(\w{1,60}\)[sdif]|\{[\w.]{0,60}(?:[:!][^{}\n]{0,40})?\}|&(?:\w{2,12}|#\w{1,8});"
)


def without_markup(text: str) -> str:
    """The text with signs that are no words in the place of mark-up and placeholders, so that all offsets stay.

    Inline tags become spaces, for a term goes on across them; everything else ends it. Linear time.
    """
    if _MAY_HAVE.search(text) is None:
        return text
    text = _INLINE_TAG.sub(lambda match: " " * len(match.group()), text)
    return _OTHER.sub(lambda match: "\ufffc" * len(match.group()), text)
