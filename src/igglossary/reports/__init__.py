"""A document of any supported kind → Document: paragraphs, sentences, markers, footnotes, quotations."""
