"""The stage `validate`: trees in, one checked `Directory` out, with every mistake on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean, has_errors
from ..load.tree import ProgramFiles, SiteFiles, YamlFile
from ..model.directory import Directory, Page, Settings, Vocabulary
from ..model.facts import Facts
from ..model.partner import Partner
from ..model.program import Program, Version
from .formats.page import PageFormat
from .formats.program import ProgramFormat, VersionFormat
from .formats.record import PrivateFormat, RecordFormat
from .formats.site import SiteFormat, VocabularyFormat
from .images import check_logo
from .programs import VersionBuilder, build_program
from .records import build_facts, build_partner, check_record, merge_facts, partner_id
from .references import check_private_references, check_record_references, check_version
from .shape import F, Shaped, shape
from .site import build_page, build_settings, build_vocabulary, check_site
from .tables import table_facts


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
    """Collects diagnostics while the parts are built; nothing of it outlives `validate`."""

    files: SiteFiles
    diagnostics: list[Diagnostic]
    facts: dict[str, list[Facts]] = field(default_factory=dict)

    def run(self) -> Directory | None:
        vocabulary = self._vocabulary()
        programs = tuple(
            program for item in self.files.programs if (program := self._program(item)) is not None
        )
        by_id = {program.id: program for program in programs}
        records = self._records()
        partners = self._partners(records, by_id, vocabulary)
        self._twins(partners, by_id)
        self._tables(partners)
        settings, pages = self._site()
        if settings is None:
            return None
        return Directory(
            settings=settings,
            vocabulary=vocabulary,
            programs=programs,
            partners=tuple(partners[name] for name in sorted(partners)),
            facts={name: merge_facts(parts) for name, parts in sorted(self.facts.items())},
            pages=pages,
            assets=self.files.assets,
        )

    def _shape(self, model: type[F], file: YamlFile, private: bool = False) -> Shaped[F] | None:
        shaped, diagnostics = shape(model, file.root, file.path, file.lines, private)
        self.diagnostics += diagnostics
        return shaped

    def _site(self) -> tuple[Settings | None, tuple[Page, ...]]:
        site = self._shape(SiteFormat, self.files.site) if self.files.site else None
        languages = site.value.languages if site else ()
        pages = tuple(self._pages(languages[0] if languages else "en"))
        if site is None:
            return None, pages
        self.diagnostics += check_site(site, {page.slug for page in pages if not page.section})
        self.diagnostics += _untranslated(pages, languages)
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
        program = self._shape(ProgramFormat, files.program)
        versions: list[Version] = []
        for file in files.versions:
            shaped = self._shape(VersionFormat, file)
            if shaped is None:
                continue
            wrong = [*check_version(shaped)]
            builder = VersionBuilder(files.id, partner_id(file.path), shaped)
            version = builder.build()
            self.diagnostics += [*wrong, *builder.diagnostics]
            self.diagnostics += _same_day(shaped, version, versions)
            versions.append(version)
        if program is None:
            return None
        if not files.versions:
            message = "This program has no version"
            hint = "Write its rules into versions/YEAR.yaml beside it."
            self.diagnostics.append(program.report("no-version", message, (), hint))
        return build_program(files.id, program, tuple(versions))

    def _records(self) -> dict[str, Shaped[RecordFormat]]:
        """Records by id; of two with one id the first stays."""
        records: dict[str, Shaped[RecordFormat]] = {}
        for file in self.files.records:
            shaped = self._shape(RecordFormat, file)
            if shaped is None:
                continue
            name = shaped.value.id or partner_id(file.path)
            if shaped.value.id is None and (bad := _bad_name(shaped, name)):
                self.diagnostics.append(bad)
            elif name in records:
                self.diagnostics.append(
                    shaped.report(
                        "duplicate-id",
                        f"The id “{name}” is already taken by {records[name].path}",
                        ("id",),
                        "Rename one of the files, or give it another id.",
                    )
                )
            else:
                records[name] = shaped
        return records

    def _partners(
        self,
        records: Mapping[str, Shaped[RecordFormat]],
        programs: dict[str, Program],
        vocabulary: Vocabulary,
    ) -> dict[str, Partner]:
        partners: dict[str, Partner] = {}
        for name, record in records.items():
            partners[name] = build_partner(record)
            self.diagnostics += check_record(record)
            self.diagnostics += check_record_references(record, programs, vocabulary)
            self.diagnostics += check_logo(record, self.files.assets)
            private = record.value.private
            if private is not None:
                self.facts.setdefault(name, []).append(build_facts(private, record, "private"))
                prefix = ("private",)
                self.diagnostics += check_private_references(record, private, prefix, programs)
        self.diagnostics += _same_names(records)
        return partners

    def _twins(self, partners: Mapping[str, Partner], programs: dict[str, Program]) -> None:
        for file in self.files.twins:
            twin = self._shape(PrivateFormat, file, private=True)
            name = partner_id(file.path)
            if twin is None:
                continue
            if name not in partners:
                message = f"There is no partner “{name}” that these private facts belong to"
                hint = did_you_mean(name, partners)
                self.diagnostics.append(twin.report("private-key-in-public", message, (), hint))
                continue
            self.facts.setdefault(name, []).append(build_facts(twin.value, twin))
            self.diagnostics += check_private_references(twin, twin.value, (), programs)

    def _tables(self, partners: Mapping[str, Partner]) -> None:
        for table in self.files.tables:
            for item in table_facts(table, set(partners)):
                if isinstance(item, Diagnostic):
                    self.diagnostics.append(item)
                else:
                    name, facts = item
                    self.facts.setdefault(name, []).append(facts)


def _bad_name(record: Shaped[RecordFormat], name: str) -> Diagnostic | None:
    """A file whose name cannot be an id."""
    probe = {"id": name, "name": "-"}
    try:
        RecordFormat.model_validate(probe)
    except ValueError:
        message = f"The file name “{name}” cannot be an id"
        hint = "Rename it with a-z, 0-9 and single hyphens, such as acme-gmbh.yaml."
        return record.report("bad-id", message, (), hint)
    return None


def _same_day(
    file: Shaped[VersionFormat], version: Version, others: list[Version]
) -> Iterator[Diagnostic]:
    for other in others:
        if other.effective == version.effective and "draft" not in (other.status, version.status):
            message = f"Version {other.id} takes effect on the same day"
            yield file.report("version-overlap", message, ("effective",))


def _same_names(records: Mapping[str, Shaped[RecordFormat]]) -> Iterator[Diagnostic]:
    """Two records of one company are nearly always one too many."""
    seen: dict[tuple[str, str], str] = {}
    for name, record in records.items():
        value = record.value
        key = (value.name.casefold(), (value.website or "").rstrip("/"))
        if key in seen:
            message = f"Name and website are those of “{seen[key]}” as well"
            hint = "Remove one of the two records, or tell them apart by name."
            yield record.report("same-name", message, ("name",), hint)
        seen.setdefault(key, name)


def _untranslated(pages: tuple[Page, ...], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    written = {(page.section, page.slug, page.language) for page in pages}
    for page in pages:
        for language in languages if page.language == languages[0] else ():
            if (page.section, page.slug, language) not in written:
                yield diagnose(
                    "missing-translation",
                    f"This page is not translated into “{language}”",
                    Place(page.source.path),
                    hint=f"Add {page.slug}.{language}.md beside it.",
                )
