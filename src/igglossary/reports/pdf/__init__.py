"""PDF reports: glyphs at places → lines → columns → furniture → notes → paragraphs → a check of all that.

A PDF says where each character stands and how large it is, and nothing else. Each module is one step; ``reading`` puts
them in order. ``docs/reading.md`` tells the rules with what was measured.
"""

__all__ = ["read_pdf"]
from igglossary.reports.pdf.reading import read_pdf
