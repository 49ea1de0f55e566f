"""``igglossary serve``: answers over HTTP, in our own shapes and in those that CAT tools ask for."""
