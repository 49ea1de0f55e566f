"""Laws of TMX: what is written is what is read, and what could not be written is said."""

from __future__ import annotations

import importlib.util
import io
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igglossary.formats.tmx import open_tmx, write_tmx
from igglossary.formats.tmx_vocabulary import tmx_time

if TYPE_CHECKING:
    from igglossary.formats.report import ExportReport
    from igglossary.model import TranslationUnit, Variant

_spec = importlib.util.spec_from_file_location("strategies", Path(__file__).with_name("strategies.py"))
assert _spec is not None
assert _spec.loader is not None
strategies = importlib.util.module_from_spec(_spec)
