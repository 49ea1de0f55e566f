"""Reports of any kind → Document: paragraphs, sentences, markers, footnotes, quotations."""

from igglossary.reports.reading import (
    find_reports,
    is_report_name,
    read_plain_segments,
    read_report,
    read_sentences,
    read_text,
)

__all__ = ["find_reports", "is_report_name", "read_plain_segments", "read_report", "read_sentences", "read_text"]
