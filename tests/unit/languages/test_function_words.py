from __future__ import annotations

import subprocess
import sys

import pytest

from igglossary.languages.function_words import language_by_function_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Staaten haben sich auf eine Erklärung geeinigt.", "de"),
        ("The states have agreed on a declaration.", "en"),
        ("In the Haag", "en"),
        ("Internet Governance Forum", "und"),
        ("in so", "und"),  # words of both
        ("", "und"),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str) -> None:
    assert language_by_function_words(text) == language


def test_no_lexicon_is_loaded() -> None:
    code = "import sys, igglossary.workflow.language_order; print('simplemma' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
