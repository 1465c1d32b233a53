"""The stage `validate`: trees in, one checked `Directory` out, with every mistake on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean, has_errors
from ..load.tree import ProgramFiles, SiteFiles, YamlFile
from ..model.directory import Directory, Page, Settings, Vocabulary
from ..model.facts import Facts
from ..model.partner import Partner
from ..model.program import Program, Version
from .anywhere import check_anywhere
from .facts import build_facts, check_facts, merge_facts
from .formats.facts import PrivateFormat
from .formats.page import PageFormat
from .formats.program import ProgramFormat
from .formats.record import RecordFormat
from .formats.site import SiteFormat, VocabularyFormat
from .formats.standings import StandingsFormat
from .formats.version import VersionFormat
from .images import check_logo
from .memberships import check_memberships
from .names import (
    check_formerly,
    check_pages,
    check_program_names,
    check_record_name,
    check_same_names,
    partner_id,
    record_id,
)
from .programs import build_program, build_version
from .records import build_partner, check_record
from .references import Known, check_private_references, check_record_references
from .repeated import summed_up
from .salvage import salvage
from .shape import F, Shaped, shape
from .site import build_page, build_settings, build_vocabulary, check_site
from .spelling import check_spelling
from .standings import check_standings, recorded_facts
from .succession import check_succession
from .tables import table_facts
from .usage import check_data
from .versions import check_same_day, check_sense, check_version


def validate(files: SiteFiles) -> tuple[Directory | None, list[Diagnostic]]:
    """Check everything a site folder says.

    Gives the directory, or None when there are errors; and all diagnostics, those of loading
    included, sorted by place.
    """
    validator = _Validator(files, list(files.diagnostics))
    directory = validator.run()
    diagnostics = sorted(set(validator.diagnostics), key=Diagnostic.sort_key)
    return (None if has_errors(diagnostics) else directory), diagnostics


@dataclass
class _Validator:
    """Collects diagnostics while the parts are built; nothing of it outlives `validate`.

    What refers to a file that could not be read is right as far as one can tell: a mistake is
    reported where it was made, not wherever it is felt.
    """

    files: SiteFiles
    diagnostics: list[Diagnostic]
    facts: dict[str, list[Facts]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    versions: dict[str, dict[str, Shaped[VersionFormat]]] = field(default_factory=dict)
    """The files of each program's versions, by the ids of both."""

    def run(self) -> Directory | None:
        site = self._shape(SiteFormat, self.files.site) if self.files.site else None
        vocabulary = self._vocabulary()
        programs = tuple(
            program for item in self.files.programs if (program := self._program(item)) is not None
        )
        records = self._records()
        program_ids = (item.id for item in self.files.programs)
        known = Known.of(programs, program_ids, vocabulary, records)
        self._succession(programs, known)
        partners = self._partners(records, known)
        ids = {record_id(file) for file in self.files.records} | self._unread("partners/")
        self._twins(ids, known)
        self._tables(ids, known)
        self._standings(ids, known)
        if not has_errors(self.diagnostics):
            self._data(programs, partners.values())
        settings, pages = self._site(site)
        if settings is None:
            return None
        return Directory(
            settings=settings,
            vocabulary=vocabulary,
            programs=programs,
            partners=tuple(partners[name] for name in sorted(partners)),
            facts={
                name: merge_facts(parts)
                for name, parts in sorted(self.facts.items())
                if name in partners
            },
            pages=pages,
            assets=self.files.assets,
        )

    def _shape(self, model: type[F], file: YamlFile, private: bool = False) -> Shaped[F] | None:
        """The file's values; of a faulty file those that are right, to find further mistakes."""
        shaped, diagnostics = shape(model, file.root, file.path, file.lines, private)
        self.diagnostics += diagnostics
        shaped = shaped or salvage(model, file.root, file.path, file.lines, private)
        if shaped is not None:
            if isinstance(shaped.value, SiteFormat):
                self.languages = shaped.value.languages
            self.diagnostics += check_anywhere(shaped, self.languages)
        return shaped

    def _unread(self, folder: str) -> set[str]:
        """Ids of the YAML files below a folder that could not be read."""
        return {partner_id(path) for path in self.files.unread if path.startswith(folder)}

    def _site(self, site: Shaped[SiteFormat] | None) -> tuple[Settings | None, tuple[Page, ...]]:
        languages = site.value.languages if site else ()
        pages = tuple(self._pages(languages[0] if languages else "en"))
        if site is None:
            return None, pages
        # A page with a mistake in its front matter is there all the same.
        slugs = {file.stem for file in self.files.pages}
        slugs |= {path.rsplit("/", 1)[-1].split(".")[0] for path in self.files.unread}
        self.diagnostics += check_site(site, slugs, self.files.assets)
        self.diagnostics += check_pages(pages, languages)
        return build_settings(site), pages

    def _pages(self, default_language: str) -> Iterator[Page]:
        sections = [("", self.files.pages)]
        sections += [(program.id, program.pages) for program in self.files.programs]
        for section, files in sections:
            for file in files:
                front, diagnostics = shape(PageFormat, file.front, file.path, file.lines)
                self.diagnostics += diagnostics
                if front is not None:
                    yield build_page(file, front, section, default_language)

    def _vocabulary(self) -> Vocabulary:
        file = self.files.vocabulary
        return build_vocabulary(self._shape(VocabularyFormat, file) if file else None)

    def _program(self, files: ProgramFiles) -> Program | None:
        """A program, or None when anything is wrong with it or its versions."""
        before = len(self.diagnostics)
        self.diagnostics += check_program_names(files)
        program = self._shape(ProgramFormat, files.program) if files.program else None
        versions: list[Version] = []
        for file in files.versions:
            shaped = self._shape(VersionFormat, file)
            if shaped is not None:
                version = self._version(files.id, partner_id(file.path), shaped)
                self.diagnostics += check_same_day(shaped, version, versions)
                versions.append(version)
        unread = self._unread(f"content/programs/{files.id}/versions/")
        if program and not files.versions and not unread:
            message = "This program has no version"
            hint = "Write its rules into versions/YEAR.yaml beside it."
            self.diagnostics.append(program.report("no-version", message, (), hint))
        if program is None or unread or has_errors(self.diagnostics[before:]):
            return None
        return build_program(files.id, program, tuple(versions))

    def _version(self, program: str, name: str, file: Shaped[VersionFormat]) -> Version:
        """A version, without the parts that are wrong."""
        version, wrong = build_version(program, name, file)
        found = summed_up([*check_version(file, program), *wrong])
        self.diagnostics += found
        if file.whole is None and not has_errors(found):
            self.diagnostics += check_sense(file, version)
        self.versions.setdefault(program, {})[name] = file
        return version

    def _succession(self, programs: Iterable[Program], known: Known) -> None:
        """What only all versions and programs together can show."""
        by_id = {program.id: program for program in programs}
        for program in by_id.values():
            files = self.versions[program.id]
            self.diagnostics += check_succession(program, files, by_id, known)

    def _data(self, programs: Iterable[Program], partners: Iterable[Partner]) -> None:
        """Metrics of the latest rules that no member's facts feed."""
        for program in programs:
            in_force = [item for item in program.versions if item.status == "effective"]
            members = [p.id for p in partners if any(e.program == program.id for e in p.programs)]
            facts = [part for name in members for part in self.facts.get(name, ())]
            if in_force and facts:
                version = in_force[-1]
                file = self.versions[program.id][version.id]
                self.diagnostics += check_data(file, version, facts)
                self.diagnostics += check_spelling(file, facts)

    def _records(self) -> dict[str, Shaped[RecordFormat]]:
        """Sound records by id; of two with one id the first stays."""
        records: dict[str, Shaped[RecordFormat]] = {}
        taken: dict[str, str] = {}
        for file in self.files.records:
            name = record_id(file)
            self.diagnostics += check_record_name(file)
            if name in taken:
                message = f"The id “{name}” is already taken by {taken[name]}"
                hint = "Rename one of the files, or give it another id."
                written = file.root.get("id")
                place = written.place if written else Place(file.path)
                self.diagnostics.append(diagnose("duplicate-id", message, place, hint=hint))
            shaped = self._shape(RecordFormat, file)
            if shaped is not None:
                records.setdefault(name, shaped)
            taken.setdefault(name, file.path)
        return records

    def _partners(
        self, records: Mapping[str, Shaped[RecordFormat]], known: Known
    ) -> dict[str, Partner]:
        partners: dict[str, Partner] = {}
        for name, record in records.items():
            partners[name] = build_partner(record)
            self.diagnostics += check_record(record)
            self.diagnostics += check_record_references(record, known)
            self.diagnostics += check_memberships(record, known)
            self.diagnostics += check_logo(record, record.value.logo, self.files.assets)
            private = record.value.private
            if private is not None:
                self.facts.setdefault(name, []).append(build_facts(private, record, "private"))
                self.diagnostics += check_private_references(
                    record, private, known, name, "private"
                )
        self.diagnostics += check_formerly(records)
        self.diagnostics += check_same_names(records)
        return partners

    def _twins(self, ids: set[str], known: Known) -> None:
        for file in self.files.twins:
            twin = self._shape(PrivateFormat, file, private=True)
            name = partner_id(file.path)
            if name not in ids:
                message = f"There is no partner “{name}” that these private facts belong to"
                place = Place(file.path)
                hint = did_you_mean(name, ids) or "Name it after a record: ID.private.yaml."
                found = diagnose("private-key-in-public", message, place, hint=hint, private=True)
                self.diagnostics.append(found)
            if twin is not None:
                self.facts.setdefault(name, []).append(build_facts(twin.value, twin))
                self.diagnostics += check_facts(twin.value, twin)
                self.diagnostics += check_private_references(twin, twin.value, known, name)

    def _tables(self, ids: set[str], known: Known) -> None:
        for table in self.files.tables:
            for item in table_facts(table, ids, known):
                if isinstance(item, Diagnostic):
                    self.diagnostics.append(item)
                else:
                    name, facts = item
                    self.facts.setdefault(name, []).append(facts)

    def _standings(self, ids: set[str], known: Known) -> None:
        file = self.files.standings
        recorded = self._shape(StandingsFormat, file, private=True) if file else None
        if recorded is not None:
            self.diagnostics += check_standings(recorded, ids, known)
            for name, facts in recorded_facts(recorded):
                self.facts.setdefault(name, []).append(facts)
