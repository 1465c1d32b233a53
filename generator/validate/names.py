"""Names of files, and ids across files: fit for an address, and each taken once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..diagnostics import Diagnostic, Place, diagnose
from ..load.tree import ProgramFiles, Scalar, YamlFile
from ..model.directory import Page
from .formats.record import RecordFormat
from .formats.scalars import why_no_id
from .shape import Shaped

RESERVED_SLUGS = ("levels", "page", "specialisations")
"""Names that a program's own pages take up: ``/programs/ID/levels/…``"""


def partner_id(path: str) -> str:
    """The id that a file's name gives."""
    name = path.rsplit("/", 1)[-1]
    return name.removesuffix(".yml").removesuffix(".yaml").removesuffix(".private")


def record_id(file: YamlFile) -> str:
    """The id of a record whose other values may be wrong."""
    written = _written_id(file)
    return written.text if written else partner_id(file.path)


def _written_id(file: YamlFile) -> Scalar | None:
    """The id inside a record, where it gives one."""
    written = file.root.get("id")
    return written if isinstance(written, Scalar) and not written.is_null else None


def check_record_name(file: YamlFile) -> Iterator[Diagnostic]:
    """Whether the file's name can be the partner's id, unless the record gives another."""
    if _written_id(file) is None:
        yield from _check_name(partner_id(file.path), file.path, "acme-gmbh.yaml")


def check_program_names(files: ProgramFiles) -> Iterator[Diagnostic]:
    """Names of a program's folder, versions and pages."""
    path = files.program.path if files.program else f"content/programs/{files.id}/program.yaml"
    yield from _check_name(files.id, path, "content/programs/reseller")
    for version in files.versions:
        yield from _check_name(partner_id(version.path), version.path, "2026.yaml or 2026-07.yaml")


def check_pages(pages: Iterable[Page], languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Names of pages, their languages, and which translations are there."""
    written: dict[tuple[str, str, str], Page] = {}
    for page in pages:
        path = page.source.path
        yield from _check_name(page.slug, path, "terms.md or terms.de.md")
        if page.section and page.slug in RESERVED_SLUGS:
            message = f"A page of a program cannot be called “{page.slug}”"
            hint = "The program's own pages have this address: rename the file."
            yield diagnose("bad-id", message, Place(path), hint=hint)
        if page.language not in languages:
            message = f"“{page.language}” is not a language of this site"
            hint = f"Add it to the languages in site.yaml: {', '.join(languages)}."
            yield diagnose("wrong-value", message, Place(path), hint=hint)
        first = written.setdefault((page.section, page.slug, page.language), page)
        if first is not page:
            message = f"{first.source.path} is the same page in the same language"
            hint = f"{page.slug}.md is read as “{languages[0]}”: rename it, or remove one of them."
            yield diagnose("duplicate-id", message, Place(path), hint=hint)
    yield from _untranslated(written, languages)


def _untranslated(
    written: Mapping[tuple[str, str, str], Page], languages: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """What each page lacks, said at the page in the first language that it has."""
    pages: dict[tuple[str, str], dict[str, Page]] = {}
    for (section, slug, language), page in written.items():
        pages.setdefault((section, slug), {})[language] = page
    for (_, slug), translations in pages.items():
        missing = [language for language in languages if language not in translations]
        page = next(
            (translations[code] for code in languages if code in translations),
            next(iter(translations.values())),
        )
        for language in missing:
            ending = "" if language == languages[0] else f".{language}"
            yield diagnose(
                "missing-translation",
                f"This page is not translated into “{language}”",
                Place(page.source.path),
                hint=f"Add {slug}{ending}.md beside it.",
            )


def _check_name(name: str, path: str, example: str) -> Iterator[Diagnostic]:
    if reason := why_no_id(name):
        hint = f"Names become part of an address: rename it, such as {example}."
        yield diagnose("bad-id", f"“{name}” {reason}", Place(path), hint=hint)


def check_formerly(records: Mapping[str, Shaped[RecordFormat]]) -> Iterator[Diagnostic]:
    """An old id forwards to one partner, and only if no other has it now."""
    claimed = {name: record.path for name, record in records.items()}
    for record in records.values():
        for i, former in enumerate(record.value.formerly):
            if former in claimed and former not in record.value.formerly[:i]:
                message = f"The id “{former}” is already taken by {claimed[former]}"
                hint = "Name only ids that no partner has any more."
                yield record.report("duplicate-id", message, ("formerly", i), hint)
            claimed.setdefault(former, record.path)


def check_same_names(records: Mapping[str, Shaped[RecordFormat]]) -> Iterator[Diagnostic]:
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
