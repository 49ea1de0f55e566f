"""``igglossary lsp``: terms in any editor that speaks the Language Server Protocol (extra ``lsp``)."""
