"""igglossary: terminology and translation memory from German reports and the English quotations in their footnotes.

The public surface is what stands in ``__all__``; everything else may change. It answers in typed values
(``igglossary.answers``). A store belongs to one thread; a ``Desk`` has the same questions and acts as methods and opens
a store for each thread that asks. All is loaded on first use, because a look-up in the shell must not pay for the
linker:

    import igglossary

    with igglossary.open_store("project.db") as store:
        igglossary.build_report(store, "report.docx")
        for hit in igglossary.look_up(store, "digitalen Spaltung").hits:
            print(hit.term, [translation.term for translation in hit.translations])
        for match in igglossary.find_matches(store, "bridge the digital divide"):
            print(match.score, match.target)
        igglossary.import_file(store, "glossary.tbx")
        igglossary.export(store, "memory.tmx", selection=igglossary.Selection(include_candidates=True))
"""

from __future__ import annotations

from igglossary._version import __version__

_PUBLIC = {
    "Desk": "igglossary.service.desk",
    "read_report": "igglossary.reports",
    "link_document": "igglossary.alignment.quotations",
    "open_store": "igglossary.workflow.location",
    "build_report": "igglossary.workflow.build",
    "look_up": "igglossary.workflow.lookup",
    "find_matches": "igglossary.memory.lookup",
    "import_file": "igglossary.workflow.importing",
    "export": "igglossary.workflow.exporting",
    "Selection": "igglossary.workflow.selection",
}

__all__ = [  # noqa: PLE0604  # the names are resolved by __getattr__, which no checker follows
    "__version__",
    *_PUBLIC,
]


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name not in _PUBLIC:
        raise AttributeError(name)
    from importlib import import_module  # only for library users

    module = import_module(_PUBLIC[name])
    return vars(module)["open_filled" if name == "open_store" else name]
