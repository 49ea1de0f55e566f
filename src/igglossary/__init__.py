"""igglossary: terminology and translation memory from German reports and the English quotations in their footnotes."""

from igglossary._version import __version__

__all__ = ["__version__"]
