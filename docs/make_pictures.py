"""Pictures of the review screen for README and docs, from a real run on the sample report.

``python docs/make_pictures.py`` builds ``examples/sample-report.docx`` into a new store, works on it with the keys of a
reviewer and writes what the screen shows to ``docs/pictures/*.svg``. The pictures name no web font: whoever opens them
fetches nothing.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from igglossary import i18n
from igglossary.cli.main import main as igglossary
from igglossary.store.sqlite.opening import open_store
from igglossary.tui.app import ReviewApp

ROOT = Path(__file__).resolve().parents[1]
PICTURES = (
    ("pairs", "en", "pairs", (120, 32), ("a", "a", "x", "s", "space", "down")),
    ("pairs-de", "de", "pairs", (80, 24), ("a", "s", "down")),
    ("links", "en", "links", (120, 28), ("down",) * 6),
)
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_CLOCK = "2026-11-23T09:41:07Z"


def main() -> None:
    """Write all pictures."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, language, kind, size, keys in PICTURES:
            path = str(Path(place) / f"{name}.db")
            igglossary(["build", "--quiet", "--store", path, str(ROOT / "examples" / "sample-report.docx")])
            i18n.set_language(language)
            svg = asyncio.run(picture(path, kind, size, keys))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            i18n.set_language("en")


async def picture(path: str, kind: str, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The screen of a store after some keys, as SVG."""
    with open_store(path, person="anna", now=lambda: _CLOCK) as store:
        app = ReviewApp(store, kind=kind, now=lambda: _CLOCK, encoding="utf-8")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            svg = app.export_screenshot(title="igglossary review")
    return "\n".join(line.rstrip() for line in _FONT_FACE.sub("", svg).splitlines()) + "\n"


if __name__ == "__main__":
    main()
