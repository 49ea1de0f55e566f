"""What an action of a person is called, and what is said when two people want the same entry."""

from __future__ import annotations

from igglossary.errors import ConflictError
from igglossary.messages import Message, Moment, _


def action_word(action: str) -> Message:
    """What a person did: ``approve`` → ``approved``."""
    words = {
        "approve": _("approved"), "reject": _("rejected"), "defer": _("put off"), "reopen": _("opened again"),
        "choose": _("suggestion chosen"), "edit": _("edited"), "note": _("note written"),
        "term-status": _("term status set"), "relation": _("relation set"), "merge": _("merged"),
        "split": _("split in two"), "join": _("joined"), "create": _("made"), "extend": _("extended"),
        "withdraw": _("taken out again"), "delete": _("deleted"), "restore": _("restored"),
        "dissent": _("disagreed"), "reason": _("reason given"), "import": _("extended from a file"),
        "undo": _("taken back"), "redo": _("done again"),
    }  # fmt: skip
    return words.get(action) or Message(action)


def conflict(last: tuple[str, str, str] | None) -> ConflictError:
    """The error that names the last decision about the entry: (person, action, time); None if there is none."""
    if last is None:
        return ConflictError(_("this entry was changed by another program meanwhile; look at it again."))
    person, action, time = last
    return ConflictError(
        _("{person} changed this entry ({action}, {time}); look at it again.").format(
            person=person, time=Moment(time), action=action_word(action)
        )
    )
