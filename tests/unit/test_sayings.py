"""A message is a fact: it says the same in any language, one process or another."""

from __future__ import annotations

import pickle

import pytest

from igglossary.i18n import say
from igglossary.messages import Message, Moment, _, ngettext, quoted


def test_one_process_says_it_in_two_languages() -> None:
    message = _("The file cannot be read: {reason}.").format(reason=_("File exists"))
    assert say(message, "en") == "The file cannot be read: File exists." == str(message)
    assert say(message, "de") != str(message)


def test_numbers_choose_the_form_and_lists_are_put_into_words() -> None:
    one, two = (
        ngettext("The column {names} was left out.", "The columns {names} were left out.", n).format(
            names=tuple(quoted(name) for name in "ab"[:n])
        )
        for n in (1, 2)
    )
    assert (str(one), str(two)) == ("The column “a” was left out.", "The columns “a”, “b” were left out.")
    assert "„a“, „b“" in say(two, "de")


def test_a_moment_is_shown_on_the_clock_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    message = _("{person} changed this entry ({action}, {time}); look at it again.")
    said = message.format(person="Eva", action=_("approved"), time=Moment("2026-05-01T09:41:07Z"))
    assert "2026-05-01" in say(said, "de")
    assert "angenommen" in say(said, "de")


def test_messages_are_values() -> None:
    message = _("only one language")
    assert {message: 1} == {Message("only one language"): 1}
    assert pickle.loads(pickle.dumps(quoted("x"))) == quoted("x")
    assert quoted("x") != quoted("y")
    assert message.code == "only-one-language"
    assert not Message("")


def test_a_message_never_slips_into_a_text_in_english() -> None:
    with pytest.raises(TypeError, match="only one language"):
        f"{_('only one language')}"
