"""The glossary as a page, in a real browser: found, read, switched, printed, and asking nobody for anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from igglossary.formats.kinds import KINDS
from igglossary.formats.page.article import headings
from igglossary.formats.page.writing import write_page
from igglossary.i18n import say
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    DataCategory,
    LanguageSection,
    Place,
    SourcedText,
    Status,
    Term,
    TermKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

EVIL: Final = "</script><script>document.title='owned'</script><img src=https://example.org/x onerror=alert(1)>"


def concept(name: str, german: str, english: str, **facts: object) -> Concept:
    """A concept of two terms."""
    sections = (LanguageSection("de", (Term(german, "de"),)), LanguageSection("en", (Term(english, "en"),)))
    return Concept(name, sections, **facts)  # type: ignore[arg-type]


GAP: Final = concept("data-gap", "Datenlücke", "data gap")
CONCEPTS: Final = (
    concept("zone", "Zone", "zone"),
    concept("council", "Rat", "council", related=(CrossReference("data-gap"), CrossReference("https://example.org/"))),
    concept("aether", "Äther", "ether", status=Status.CANDIDATE),
    concept("axis", "Achse", "axis", provenance=(Place("Bericht 7", "UNO", "2019-03", document_date="2020-01-02"),)),
    concept("ore", "Straßenerz", "programme ore", definitions=(SourcedText("Ein Erz.", "Lexikon, S. 3"),)),
    replace(
        GAP,
        languages=(
            LanguageSection(
                "de",
                (
                    Term("Datenlücke", "de", administrative_status=AdministrativeStatus.PREFERRED),
                    Term("Datenloch", "de", is_forbidden=True),
                ),
            ),
            GAP.languages[1],
            LanguageSection("ar", (Term("فجوة البيانات", "ar"),)),
        ),
    ),
    concept("two words", "Überlinger Café", "Überlingen café"),
    concept("itu", "ITU", "ITU", other=(DataCategory("descrip", "x", EVIL),), notes=(EVIL, "a\x01b\ud800c")),
    replace(
        concept("msp", "MSP", "MSP"), languages=(LanguageSection("en", (Term("MSP", "en", kind=TermKind.ACRONYM),)),)
    ),
    concept(EVIL, EVIL, "evil"),
)


@pytest.fixture(scope="session")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page of these concepts."""
    path = tmp_path_factory.mktemp("page") / "glossary.html"
    report = write_page(path, CONCEPTS, say=say)
    assert report.written == len(CONCEPTS)
    assert not report.dropped
    return path.as_uri()


@pytest.fixture
def opened(page: Page, glossary: str) -> Page:
    """The page; what it asks for or complains of fails the test."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(glossary)
    assert asked == [glossary]
    page.on("close", lambda _page: asked.clear())
    return page


def shown(page: Page) -> list[str]:
    """The ids of what is shown, in the order of the page."""
    found: list[str] = page.eval_on_selector_all("article:not([hidden])", "(all) => all.map((one) => one.id)")
    return found


def status(page: Page) -> str:
    return page.inner_text("[role=status]").strip()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Räte", "council"),
        ("des Rates", "council"),
        ("councils", "council"),
        ("Datenluecken", "data-gap"),
        ("Datenlöchern", "data-gap"),
        ("the data gaps", "data-gap"),
        ("program ores", "ore"),
        ("Strassenerze", "ore"),
        ("ueberlinger cafe", "two_words"),
        ("msps", "msp"),
        ("فجوة البيانات", "data-gap"),
        ("achs", "axis"),
        ("erz", "ore"),
    ],
)
def test_any_form_of_a_term_finds_it(opened: Page, query: str, first: str) -> None:
    opened.fill("input", query)
    if query == "erz":  # inside words only from five letters on
        assert not shown(opened)
        opened.fill("input", "senerz")

    assert shown(opened)[0] == first
    assert status(opened) == f"Found: {len(shown(opened))} / {len(CONCEPTS)}"


def test_nothing_is_found_where_nothing_is(opened: Page) -> None:
    opened.fill("input", "Quastenflosser")

    assert not shown(opened)
    assert status(opened) == f"Found: 0 / {len(CONCEPTS)}"


def test_the_order_is_that_of_a_german_dictionary(opened: Page) -> None:
    wanted = ["Achse", "Äther", "Datenlücke", "ITU", "MSP", "Rat", "Straßenerz", "Überlinger Café", "Zone"]
    names = opened.eval_on_selector_all("h2 a", "(all) => all.map((one) => one.querySelector('span').textContent)")

    assert [name for name in names if "<" not in name] == wanted


def test_the_keyboard_alone_will_do(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("Räte/")
    assert opened.input_value("input") == "Räte/"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.getAttribute('href')") == "#council"
    opened.keyboard.press("/")
    opened.keyboard.press("Escape")

    assert opened.input_value("input") == ""
    assert len(shown(opened)) == len(CONCEPTS)
    assert status(opened) == f"Entries: {len(CONCEPTS)}"


def test_the_switch_speaks_german_and_english(opened: Page) -> None:
    opened.click("button:not([hidden])")

    assert opened.title() == "Glossar"
    assert opened.evaluate("document.documentElement.lang") == "de"
    assert status(opened) == f"Einträge: {len(CONCEPTS)}"
    assert "verboten" in opened.inner_text("#data-gap")
    opened.click("button:not([hidden])")
    assert opened.title() == "Glossary"


def test_an_article_says_status_source_and_dates_in_words(opened: Page) -> None:
    assert "candidate" in opened.inner_text("#aether")
    assert "Ein Erz. (Lexikon, S. 3)" in opened.inner_text("#ore")
    assert "Bericht 7, 2020-01-02, which cites UNO, 2019-03" in opened.inner_text("#axis")
    assert "forbidden" in opened.inner_text("#data-gap li:nth-child(2)")
    assert opened.get_attribute("#data-gap .avoid", "lang") == "de"


def test_a_link_shows_what_the_search_had_hidden(opened: Page) -> None:
    opened.fill("input", "Rat")
    opened.click("#council a[href='#data-gap']")
    opened.wait_for_function("location.hash === '#data-gap' && !document.querySelector('#data-gap').hidden")

    assert opened.input_value("input") == ""
    places = opened.eval_on_selector_all("a[href^='#']", "(all) => all.map((one) => one.getAttribute('href').slice(1))")
    assert all(opened.evaluate("(id) => !!document.getElementById(id)", place) for place in set(places))


def test_what_entries_say_is_text_and_never_obeyed(opened: Page) -> None:
    assert opened.title() == "Glossary"
    assert opened.locator("img").count() == 0
    assert opened.locator("script").count() == 2
    assert EVIL in opened.inner_text("#itu")
    assert "default-src 'none'" in (opened.get_attribute("meta[http-equiv]", "content") or "")


def test_it_is_read_without_javascript(browser: Browser, glossary: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(glossary)
    text = page.inner_text("body")
    page.close()

    assert "Search" not in text
    assert f"Entries: {len(CONCEPTS)}" in text
    assert "Index" in text
    assert all(headings(one)[0].text in text for one in CONCEPTS)


def test_print_has_every_concept_and_an_index(opened: Page) -> None:
    opened.fill("input", "")
    document = pypdfium2.PdfDocument(opened.pdf())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    last = document[len(document) - 1].get_textpage().get_text_range()

    assert "Search" not in text
    assert all(headings(one)[0].text in text for one in CONCEPTS if "<" not in one.id)
    assert "Straßenerz 8" in last or "Straßenerz" in last
    assert "programme ore" in last


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Page, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    acts: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: opened.fill("input", "Rat"),
        lambda: opened.click("button:not([hidden])"),
    )
    for act in acts:
        act()
        found = Axe().run(opened)
        assert not found.violations_count, found.generate_report()


def test_html_is_written_by_its_ending(tmp_path: Path) -> None:
    kind = next(one for one in KINDS if one.name == "html")
    assert kind.write is not None
    kind.write(tmp_path / "a.html", CONCEPTS)
    kind.write(tmp_path / "b.html", reversed(CONCEPTS))

    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
