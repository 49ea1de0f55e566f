"""The Language Server Protocol (3.17) over standard input and output, by pygls: findings, cards, fixes, completion.

Everything runs in one thread, since a store belongs to one. Nothing is opened but the store and what the editor sends.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from igglossary._version import __version__
from igglossary.messages import _, quoted
from igglossary.servers.lsp.blocks import kind_of
from igglossary.servers.lsp.cards import card
from igglossary.servers.lsp.findings import Reader
from igglossary.servers.lsp.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from pygls.workspace import TextDocument

    from igglossary.servers.lsp.findings import Found, Proposal
    from igglossary.service.desk import Desk

_PAUSE_S = 0.15
"""After the last keystroke, before a buffer is examined again."""
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


class TermServer(LanguageServer):
    """Answers one editor. ``page`` is the address of an exported glossary page, to which findings lead."""

    def __init__(self, desk: Desk, page: str | None = None) -> None:
        """Nothing is read before the editor opens a buffer."""
        super().__init__("igglossary", __version__)
        self._desk = desk
        self._page = page
        self._reader = Reader(desk)
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        actions = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        self._answer(types.TEXT_DOCUMENT_DID_OPEN, self._opened)
        self._answer(types.TEXT_DOCUMENT_DID_CHANGE, self._changed)
        self._answer(types.TEXT_DOCUMENT_DID_CLOSE, self._closed)
        self._answer(types.TEXT_DOCUMENT_HOVER, self._hover)
        self._answer(types.TEXT_DOCUMENT_COMPLETION, self._complete)
        self._answer(types.TEXT_DOCUMENT_CODE_ACTION, self._fixes, actions)

    def _answer(self, method: str, answer: Callable[..., object], options: object = None) -> None:
        """Let a method answer; pygls leaves a mark on what it is given, which a bound method does not take."""
        self.feature(method, options)(partial(answer))

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._publish(params.text_document.uri)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Examine the buffer when the typing pauses: a keystroke costs what the editor's change costs."""
        uri = params.text_document.uri
        if (timer := self._waiting.pop(uri, None)) is not None:
            timer.cancel()
        self._waiting[uri] = asyncio.get_running_loop().call_later(_PAUSE_S, self._publish, uri)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if (timer := self._waiting.pop(uri, None)) is not None:
            timer.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _publish(self, uri: str) -> None:
        self._waiting.pop(uri, None)
        if (document := self._opened_document(uri)) is None:
            return
        lines = self._lines(document)
        found = self._reader.findings(kind_of(uri), document.source)
        diagnostics = [self._diagnostic(one, lines) for one in found]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version=document.version)
        )

    def _diagnostic(self, found: Found, lines: Lines) -> types.Diagnostic:
        finding = found.finding
        page = f"{self._page}#{quote(finding.concept)}" if self._page and finding.concept else None
        return types.Diagnostic(
            _range(lines, found.start, found.end),
            self._desk.say(finding.message),
            severity=_SEVERITIES[finding.level],
            code=str(finding.rule),
            code_description=types.CodeDescription(page) if page else None,
            source="igglossary",
        )

    def _hover(self, params: types.HoverParams) -> types.Hover | None:
        if (document := self._opened_document(params.text_document.uri)) is None:
            return None
        lines = self._lines(document)
        offset = lines.offset(params.position.line, params.position.character)
        here = self._reader.terms_at(kind_of(document.uri), document.source, offset)
        if here is None:
            return None
        text = card(self._desk, here.terms)
        return types.Hover(
            types.MarkupContent(types.MarkupKind.Markdown, text), range=_range(lines, here.start, here.end)
        )

    def _fixes(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """A replacement for every designation that the term base wants instead of what stands at the cursor.

        The place is found anew: Neovim 0.7 sends a finding back with bytes for columns, wrong behind an emoji.
        """
        if (document := self._opened_document(params.text_document.uri)) is None:
            return []
        lines = self._lines(document)
        start, end = (lines.offset(at.line, at.character) for at in (params.range.start, params.range.end))
        return [
            self._fix(document.uri, self._diagnostic(found, lines), word)
            for found in self._reader.findings(kind_of(document.uri), document.source)
            if found.start <= end and start <= found.end and found.finding.target_span is not None
            for word in found.finding.expected
        ]

    def _fix(self, uri: str, diagnostic: types.Diagnostic, word: str) -> types.CodeAction:
        return types.CodeAction(
            self._desk.say(_("Use {term}").format(term=quoted(word))),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(diagnostic.range, word)]}),
        )

    def _complete(self, params: types.CompletionParams) -> types.CompletionList:
        if (document := self._opened_document(params.text_document.uri)) is None:
            return types.CompletionList(is_incomplete=False, items=[])
        lines = self._lines(document)
        offset = lines.offset(params.position.line, params.position.character)
        proposals = self._reader.proposals(kind_of(document.uri), document.source, offset)
        items = [_item(number, one, lines, offset) for number, one in enumerate(proposals)]
        return types.CompletionList(is_incomplete=True, items=items)

    def _opened_document(self, uri: str) -> TextDocument | None:
        """What the editor has sent under an address; pygls would read any other from the disk."""
        opened: dict[str, TextDocument] = self.workspace.text_documents
        return opened.get(unquote(uri))

    def _lines(self, document: TextDocument) -> Lines:
        return Lines(document.source, types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value)


def _range(lines: Lines, start: int, end: int) -> types.Range:
    return types.Range(types.Position(*lines.position(start)), types.Position(*lines.position(end)))


def _item(number: int, proposal: Proposal, lines: Lines, offset: int) -> types.CompletionItem:
    return types.CompletionItem(
        proposal.term,
        kind=types.CompletionItemKind.Value,
        detail=proposal.source or None,
        sort_text=f"{number:04}",
        text_edit=types.TextEdit(_range(lines, proposal.start, offset), proposal.term),
    )
