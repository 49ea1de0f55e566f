"""The review screen: a Textual application around one ReviewSession per queue."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events  # noqa: TC002 - Textual reads the annotation at run time
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.containers import Container
from textual.geometry import Size
from textual.widgets import Input

from igglossary.errors import IgglossaryError, UsageError
from igglossary.i18n import _
from igglossary.model import Concept, Status
from igglossary.review.browse import KINDS
from igglossary.review.progress import ReviewSummary
from igglossary.review.session import ReviewSession
from igglossary.store.connection import open_store
from igglossary.store.queue import ConceptEntry, PairEntry, UnitEntry
from igglossary.tui import detail, header, help
from igglossary.tui.acting import Acting
from igglossary.tui.cells import line
from igglossary.tui.dialogs import DIALOG_CSS, Page, plain
from igglossary.tui.edit import EDIT_CSS
from igglossary.tui.header import Bar, KeyBar
from igglossary.tui.keymap import Settings, bound_keys, load_settings
from igglossary.tui.line_view import LineView
from igglossary.tui.queue_list import QueueList
from igglossary.tui.theme import CSS, THEMES, choose_glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen

    from igglossary.model import Occurrence
    from igglossary.review.session import Outcome
    from igglossary.store.connection import Store
