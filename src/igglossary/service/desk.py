"""The desk: where every front end asks and acts. It knows the store, the person and the language.

A store belongs to one thread; the desk opens one for each thread that comes, so that a server may hand its requests to
several. On the look-up path: what a method needs is imported by it.
"""

from __future__ import annotations

from _thread import get_ident
from functools import cached_property
from os import fspath
from typing import TYPE_CHECKING

from igglossary.i18n import language as spoken
from igglossary.i18n import say
from igglossary.store import utc_now
from igglossary.workflow.location import locate_store, open_filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from os import PathLike
    from typing import Self

    from igglossary.answers.memory import ConcordanceHit, MatchAnswer
    from igglossary.answers.terms import TermAnswer
    from igglossary.answers.texts import MarkedTerm
    from igglossary.memory.pretranslate import PretranslateSummary
    from igglossary.messages import Message
    from igglossary.model import Decision, TranslationUnit
    from igglossary.review.session import ReviewSession
    from igglossary.service.frequencies import Frequencies
    from igglossary.service.outputs import Outputs
    from igglossary.store.contract.memory import Conflict
    from igglossary.store.contract.store import Store
    from igglossary.store.contract.upkeep import Restored, Salvaged
    from igglossary.terms.checking.check import Finding
    from igglossary.workflow.aligning import Alignment
    from igglossary.workflow.analysis import Analysis
    from igglossary.workflow.build import BuildSummary
    from igglossary.workflow.exporting import ExportSummary
    from igglossary.workflow.forgetting import ForgottenReport
    from igglossary.workflow.importing import ImportSummary
    from igglossary.workflow.mining import MiningSummary
    from igglossary.workflow.selection import Selection
    from igglossary.workflow.terminology import CheckedFile, TermBases

    Path = str | PathLike[str]


class Desk:
    """One store, as one person works with it. Usable from several threads; a method a question or an act.

    All methods raise ``StoreError`` if the store cannot be opened, read or written.
    """

    def __init__(
        self,
        path: str | None = None,
        *,
        person: str | None = None,
        language: str | None = None,
        now: Callable[[], str] = utc_now,
        only_reads: bool = False,
    ) -> None:
        """Open nothing yet.

        Args:
            path: The store, made and filled with the shipped term base when it is first needed; None for the nearest.
            person: Who decides; None for the login name.
            language: Of the words, ``de`` or ``en``; None for the one that the process speaks.
            now: Gives the time, ISO 8601 UTC.
            only_reads: Every act is refused, by the store itself: for servers.
        """
        self.path = locate_store(path)
        self.person = person
        self.language = language
        self.now = now
        self._only_reads = only_reads
        self._stores: dict[int, Store] = {}
        self._page: tuple[str, bytes] | None = None

    @property
    def store(self) -> Store:
        """The store of the thread that asks; of a thread that has ended the next one with its number takes it over."""
        store = self._stores.get(get_ident())
        if store is not None and not store.is_in_place:  # a backup was restored: what it says now is asked
            store.close()
            store = None
        if store is None:
            store = open_filled(self.path, person=self.person, now=self.now, is_bound=False)
            if self._only_reads:
                store.forbid_writing()
            self._stores[get_ident()] = store
        return store

    @cached_property
    def _term_bases(self) -> TermBases:
        from igglossary.workflow.terminology import TermBases

        return TermBases(keeps_learned=not self._only_reads)

    @cached_property
    def _frequencies(self) -> Frequencies:
        from igglossary.service.frequencies import Frequencies

        return Frequencies()

    def close(self) -> None:
        """Close the stores of all threads; none may be at work any more."""
        while self._stores:
            self._stores.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def say(self, message: Message) -> str:
        """A message in the desk's language."""
        return say(message, self.language)

    # --- questions ---

    def look_up(
        self,
        query: str,
        *,
        lang: str | None = None,
        to: str | None = None,
        with_details: bool = False,
        with_memory: bool = False,
    ) -> TermAnswer:
        """What the term base says to a query; with definitions and places, with segments of the memory."""
        from igglossary.workflow import lookup

        answer = lookup.look_up(self.store, query, lang=lang, to=to)
        if with_memory:
            answer = lookup.with_memory(self.store, answer)
        if with_details:
            from igglossary.workflow import details  # only for programs

            answer = details.with_details(self.store, answer)
        return answer

    def match(
        self,
        segments: Iterable[str],
        *,
        source_lang: str = "en",
        target_lang: str = "de",
        threshold: int = 70,
        limit: int = 5,
        with_near: bool = True,
    ) -> Iterator[MatchAnswer]:
        """The matches of each segment, as they come; where there is none those just below, unless nobody reads them.

        See ``memory.lookup.find_many``.
        """
        from igglossary.memory.lookup import NEAR, find_many

        return find_many(
            self.store,
            segments,
            source_lang=source_lang,
            target_lang=target_lang,
            threshold=threshold,
            limit=limit,
            near=NEAR if with_near else 0,
            frequencies=self._frequencies.get(),
        )

    def memory_languages(self) -> list[str]:
        """The primary languages of the memory, in order."""
        return sorted({lang for lang, _side in self.store.memory.languages()})

    def concordance(
        self, words: str, *, lang: str | None = None, limit: int = 100, exact: bool = False
    ) -> list[ConcordanceHit]:
        """Where words stand in the memory and in reports; see ``memory.unlinked.search_all``."""
        from igglossary.memory.unlinked import search_all

        return search_all(self.store, words, lang=lang, limit=limit, exact=exact)

    def annotate(self, text: str, lang: str, *, to: str | None = None, nested: bool = False) -> list[MarkedTerm]:
        """The terms of a text, each with its translations."""
        from igglossary.workflow.terminology import mark_terms

        return mark_terms(self.store, self._term_bases, text, lang, to=to, nested=nested)

    def check(self, path: Path) -> CheckedFile:
        """What the term base finds in a bilingual file; see ``workflow.terminology.check_file``."""
        from igglossary.workflow.terminology import check_file

        return check_file(self.store, self._term_bases, path)

    def check_units(self, units: Iterable[TranslationUnit]) -> tuple[Finding, ...]:
        """What the term base finds in units; see ``terms.checking.check.check_units``."""
        from igglossary.workflow.terminology import check_these

        return check_these(self.store, self._term_bases, units)

    def check_text(self, text: str, lang: str) -> tuple[Finding, ...]:
        """Terms to be avoided in a text that is no translation; see ``terms.checking.check.check_text``."""
        from igglossary.workflow.terminology import check_prose

        return check_prose(self.store, self._term_bases, text, lang)

    def term_base_version(self) -> str:
        """Changes whenever a designation comes or goes: what was found before may be found no more."""
        return self.store.terms.fingerprint()

    def terms_beginning(self, letters: str, lang: str, *, limit: int = 50) -> list[str]:
        """The allowed terms of concepts in a language that begin with some letters, whatever their case, sorted."""
        from igglossary.workflow.terminology import terms_beginning

        return terms_beginning(self.store, letters, lang, limit)

    def inspect(self, path: Path, *, lang: str = "de") -> Analysis:
        """What is found in a report; nothing of it is stored. See ``workflow.analysis.analyse``."""
        from igglossary.workflow.analysis import analyse

        return analyse(path, self.store, lang=lang)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many entries of each kind there are, by status."""
        return self.store.upkeep.counts()

    def conflicts(self) -> Iterator[Conflict]:
        """Sources of the memory that have different translations."""
        return self.store.memory.conflicts()

    def history(self, entry_kind: str | None = None, entry_id: str | None = None) -> list[Decision]:
        """What was decided, oldest first."""
        return self.store.review.history(entry_kind, entry_id)

    def labels(self, decisions: Iterable[Decision]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """What decided entries (kind, id) are about now; those that are gone are left out."""
        return self.store.review.labels(list(dict.fromkeys((one.entry_kind, one.entry_id) for one in decisions)))

    def examine(self) -> list[Message]:
        """What is wrong with the store."""
        return self.store.upkeep.examine()

    def outputs(self, inputs: Iterable[str] = (), *, force: bool = False, can_force: bool = True) -> Outputs:
        """What one act may write; whoever lets a person name a file asks here first. See ``service.outputs``."""
        from igglossary.service.outputs import Outputs

        return Outputs(self.path, inputs, force=force, can_force=can_force)

    # --- acts ---

    def build(self, path: Path, *, lang: str = "de", sources: Sequence[str] = ()) -> BuildSummary:
        """Put a report into the store; see ``workflow.build.build_report``."""
        from igglossary.workflow.build import build_report

        return build_report(self.store, path, lang=lang, sources=sources, bases=self._term_bases)

    def forget(self, reports: Sequence[str]) -> list[ForgottenReport]:
        """Take reports back; see ``workflow.forgetting.forget_reports``."""
        from igglossary.workflow.forgetting import forget_reports

        return forget_reports(self.store, reports)

    def align(
        self,
        first: Path,
        second: Path,
        *,
        langs: tuple[str, str],
        lines: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Alignment:
        """Align two texts; see ``workflow.aligning.align_files``."""
        from igglossary.workflow.aligning import align_files

        return align_files(self.store, first, second, langs=langs, lines=lines, progress=progress)

    def save_alignment(self, done: Alignment, langs: tuple[str, str], first: str) -> None:
        """Put the pairs of an alignment into the store, as candidates."""
        from igglossary.workflow.aligning import save_alignment

        save_alignment(self.store, done, langs, first)

    def mine(self, *, min_score: float | None = None) -> MiningSummary:
        """Propose term pairs from the memory; see ``workflow.mining.mine_memory``."""
        from igglossary.workflow.mining import mine_memory

        return mine_memory(self.store, min_score=min_score)

    def import_file(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        swap: bool = False,
        languages: Sequence[str] = (),
        holds: str | None = None,
        columns: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> ImportSummary:
        """Bring a file into the store; see ``workflow.importing.import_file``."""
        from igglossary.workflow.importing import import_file

        return import_file(
            self.store,
            path,
            dry_run=dry_run,
            swap=swap,
            languages=languages,
            holds=holds,
            columns=columns,
            progress=progress,
        )

    def export(
        self,
        path: Path,
        *,
        to: str | None = None,
        selection: Selection | None = None,
        dialect: str = "v2",
        layout: str = "own",
        base_uri: str = "",
    ) -> ExportSummary:
        """Write a file; see ``workflow.exporting.export``. By default everything that is approved."""
        from igglossary.formats.kinds import Wording
        from igglossary.workflow.exporting import export
        from igglossary.workflow.selection import APPROVED

        return export(
            self.store,
            path,
            to=to,
            selection=selection or APPROVED,
            dialect=dialect,
            layout=layout,
            base_uri=base_uri,
            words=Wording(say, self.language or spoken()),
        )

    def glossary_page(self) -> bytes:
        """The approved concepts as a page; made once for all threads, until a term changes."""
        from igglossary.formats.kinds import Wording
        from igglossary.workflow.exporting import glossary_page

        state = self.store.terms.fingerprint()
        if self._page is None or self._page[0] != state:
            self._page = (state, glossary_page(self.store, Wording(say, self.language or spoken())))
        return self._page[1]

    def export_omegat(self, folder: Path, *, selection: Selection | None = None) -> ExportSummary:
        """Write a folder that OmegaT opens; see ``workflow.exporting.export_omegat``."""
        from igglossary.workflow.exporting import export_omegat
        from igglossary.workflow.selection import APPROVED

        return export_omegat(self.store, folder, selection=selection or APPROVED)

    def pretranslate(
        self,
        path: Path,
        out: Path,
        *,
        threshold: int = 70,
        languages: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> PretranslateSummary:
        """Fill a file from the memory; see ``memory.pretranslate.pretranslate``."""
        from igglossary.memory.pretranslate import pretranslate

        return pretranslate(self.store, path, out, threshold=threshold, languages=languages, progress=progress)

    def review(self, kind: str = "pairs", filter_text: str | None = None, sort: str = "") -> ReviewSession:
        """A review session of this thread; ``filter_text`` None shows what is open.

        Raises:
            UsageError: no such queue, filter field or order.
        """
        from igglossary.review.filtering import default_filter
        from igglossary.review.session import ReviewSession

        wanted = self.say(default_filter(kind)) if filter_text is None else filter_text
        return ReviewSession(self.store, kind, wanted, sort)

    def restore(self, concept: str) -> bool:
        """Bring a deleted concept back; False if there is no such one."""
        return self.store.review.restore(concept)

    def restore_backup(self, copy: Path) -> Restored:
        """Put a backup in the place of the store; see ``store.restore_backup``. No other thread may be at work."""
        from igglossary.store import restore_backup

        self.close()
        return restore_backup(self.path, fspath(copy))

    def salvage(self, path: Path) -> Salvaged:
        """Write a dump of what can be read of a damaged store; see ``store.salvage``."""
        from igglossary.formats.files import open_output
        from igglossary.store import salvage

        def write(lines: Iterator[str]) -> None:
            with open_output(path) as stream:
                stream.writelines(f"{line}\n".encode() for line in lines)

        return salvage(self.path, write)

    def back_up(self, path: Path, *, replace: bool = False) -> None:
        """Copy the store while others go on writing; see ``store.contract.upkeep``."""
        self.store.upkeep.backup(fspath(path), replace=replace)
