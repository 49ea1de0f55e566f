"""One module per command: ``configure(parser)`` adds arguments, ``run(context, arguments)`` returns the exit code."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a summary for the catalogue; it is translated when it is shown."""
    return message


COMMANDS = {
    "init": _("make a store for this folder"),
    "build": _("read reports, link them to their quotations, propose term pairs"),
    "forget": _("take a report's links and candidates back"),
    "inspect": _("show what is found in a report, store nothing"),
    "align": _("align two full texts"),
    "lookup": _("look a term up"),
    "match": _("find similar segments in the memory"),
    "concordance": _("find words and phrases in the memory"),
    "annotate": _("mark the terms of a text"),
    "check": _("check a translation against the term base"),
    "pretranslate": _("fill a PO or XLIFF file from the memory"),
    "import": _("bring files into the store"),
    "export": _("write the store's content for other programs"),
    "mine": _("propose term pairs from the memory"),
    "validate": _("check a TMX or TBX file against its standard"),
    "review": _("decide about term pairs, links and concepts"),
    "stats": _("count what there is and what is left to do"),
    "history": _("tell who decided what"),
    "backup": _("make a safe copy of the store"),
    "restore": _("put a safe copy in the place of the store"),
    "doctor": _("check the store"),
    "team": _("share a store with several people on PostgreSQL"),
    "serve": _("answer CAT tools, browsers and scripts over HTTP"),
    "lsp": _("show terms in an editor (Language Server Protocol)"),
    "mcp": _("answer an assistant (Model Context Protocol)"),
    "completion": _("print a completion script for your shell"),
}
"""Name → what it does, in the order in which a user meets them."""


def module_name(command: str) -> str:
    """The module of a command (``import`` is a reserved word)."""
    return f"igglossary.cli.commands.{'import_files' if command == 'import' else command}"
