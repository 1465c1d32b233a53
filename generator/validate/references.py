"""References between files: every id that a record, a twin or a table names must exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic, did_you_mean
from ..model.directory import Vocabulary
from ..model.facts import ENTRY_TABLES
from ..model.metric import (
    CertificatesMetric,
    DocumentMetric,
    DocumentsMetric,
    FactMetric,
    Measure,
    PeopleMetric,
)
from ..model.program import Certification, Program, Version
from ..model.written import as_answer, as_number
from .decisions import check_approval, check_entitlement, check_target
from .formats.facts import (
    ApprovalFormat,
    CredentialFormat,
    EntitlementFormat,
    PrivateFormat,
    TargetFormat,
)
from .formats.record import RecordFormat
from .formats.scalars import Format
from .program_names import ProgramNames
from .shape import Path, Shaped
from .usage import counting_as

UNKNOWN = "unknown-reference"
_CURRENCY = "program with an exchange rate for"
_WHERE = {
    "level": "Levels stand under “levels” of the version.",
    "metric": "Metrics stand under “metrics” of the version.",
    "region": "Regions stand under “regions” of the version.",
    "specialisation": "Specialisations stand under “specialisations” of the version.",
    "track": "Tracks stand under “tracks” of the version.",
    "program": "Programs are folders below content/programs.",
    "certification": "Certifications are defined in the versions of programs.",
    _CURRENCY: "Rates stand under “exchange” in the versions of programs.",
}
"""Where to define what is not known, where there is nothing to list."""
_FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    "number": (as_number, "a number such as 72.5"),
    "yes-no": (as_answer, "yes or no"),
    "text": (str, "text"),
}
"""How the value of a fact must be written for a metric to read it: anything else reads as None."""


@dataclass(frozen=True, slots=True)
class Known:
    """What can be referred to.

    ``programs`` holds the sound ones only. While others have mistakes, what seems to be missing
    may stand in them, and is not reported as a mistake of its own.
    """

    programs: Mapping[str, ProgramNames]
    program_ids: frozenset[str]
    vocabulary: Vocabulary
    certifications: Mapping[str, frozenset[str]]
    """The releases of each; none where nobody lists them."""
    latest: frozenset[str]
    """Certifications of which only certificates for the latest releases count for some metric."""
    currencies: frozenset[str]
    facts: Mapping[str, frozenset[str]]
    """What metrics read each fact as."""
    documents: frozenset[str]
    """Documents that a metric asks for."""
    memberships: Mapping[str, frozenset[str]]
    """The programs of each partner whose record is sound."""

    @classmethod
    def of(
        cls,
        programs: Iterable[Program],
        program_ids: Iterable[str],
        vocabulary: Vocabulary,
        records: Mapping[str, Shaped[RecordFormat]],
    ) -> Known:
        programs = list(programs)
        versions = [version for program in programs for version in program.versions]
        known_ids = frozenset(program_ids)
        measures = [m.measure for v in versions for m in (v.metrics or {}).values()]
        read = [item for item in measures if isinstance(item, FactMetric)]
        return cls(
            programs={program.id: ProgramNames.of(program) for program in programs},
            program_ids=known_ids,
            vocabulary=vocabulary,
            certifications={
                name: frozenset(
                    release for v in versions for release in _releases(v.certification(name))
                )
                for name in {item.id for v in versions for item in v.certifications}
            },
            latest=frozenset(name for v in versions for name in _latest(v)),
            currencies=frozenset(
                code for v in versions for code in (v.currency, *(v.exchange or ())) if code
            ),
            facts={
                name: frozenset(item.value for item in read if item.fact == name)
                for name in {item.fact for item in read}
            },
            documents=frozenset(name for item in measures for name in _documents(item)),
            memberships={
                name: named
                for name, record in records.items()
                if record.whole is None
                and (named := frozenset(item.program for item in record.value.programs))
                <= known_ids
            },
        )

    @property
    def complete(self) -> bool:
        return len(self.programs) == len(self.program_ids)


def _releases(certification: Certification | None) -> Collection[str]:
    return (certification.releases or {}) if certification else ()


def _latest(version: Version) -> Iterator[str]:
    """Certifications whose certificates count by the release that they were taken for."""
    for metric in (version.metrics or {}).values():
        measure = metric.measure
        if isinstance(measure, PeopleMetric | CertificatesMetric) and measure.latest is not None:
            yield from (name for held in measure.holding for name in counting_as(version, held))


def _documents(measure: Measure) -> tuple[str, ...]:
    """The documents that a metric asks for."""
    if isinstance(measure, DocumentsMetric):
        return measure.documents
    return (measure.document,) if isinstance(measure, DocumentMetric) else ()


def check_known(
    file: Shaped[Any],
    name: str,
    known: Collection[str],
    path: Path,
    slug: str,
    what: str,
    at_key: bool = False,
) -> Iterator[Diagnostic]:
    """Whether ``name``, which stands at ``path`` or is its key, is one of ``known``."""
    if name not in known:
        listed = f"Known: {', '.join(sorted(known))}." if 0 < len(known) <= 12 else ""
        hint = did_you_mean(name, known) or listed or _WHERE.get(what, "")
        yield file.report(slug, f"There is no {what} “{name}”", path, hint, at_key)


def check_record_references(record: Shaped[RecordFormat], known: Known) -> Iterator[Diagnostic]:
    """Names that the public part of a record uses: programs, tracks, terms."""
    value = record.value
    for i, enrolment in enumerate(value.programs):
        there: Path = ("programs", i, "program")
        name = enrolment.program
        yield from check_known(record, name, known.program_ids, there, UNKNOWN, "program")
    used: list[tuple[str, str, Path]] = [
        (kind, term, (kind, i))
        for kind in ("services", "industries", "products")
        for i, term in enumerate(getattr(value, kind))
    ]
    used += [
        ("industries", item.industry, ("references", i, "industry"))
        for i, item in enumerate(value.references)
        if item.industry
    ]
    for kind, term, path in used:
        terms = getattr(known.vocabulary, kind)
        if terms is not None:
            what = f"entry under {kind} of content/vocabulary.yaml called"
            yield from check_known(record, term, terms, path, UNKNOWN, what)


_NAMING = ("targets", "approvals", "overrides", "entitlements")
"""Private facts that name a program."""


def check_private_references(
    file: Shaped[RecordFormat] | Shaped[PrivateFormat],
    private: PrivateFormat,
    known: Known,
    partner: str,
    *prefix: str,
) -> Iterator[Diagnostic]:
    """Names that private facts of ``partner`` use: certifications, currencies, programs, levels,
    metrics.
    """
    if known.complete:
        yield from _check_facts(file, private, known, prefix)
    for i, target in enumerate(private.targets):
        yield from file.check_thousands(target.value, (*prefix, "targets", i, "value"))
    for section in _NAMING:
        for i, item in enumerate(getattr(private, section)):
            path: Path = (*prefix, section, i)
            there: Path = (*path, "program")
            yield from check_known(file, item.program, known.program_ids, there, UNKNOWN, "program")
            names = known.programs.get(item.program)
            if item.program not in known.memberships.get(partner, (item.program,)) and names:
                message = f"“{partner}” is no member of “{item.program}”"
                hint = "Add the membership to its record, or remove this."
                yield file.report("unread-fact", message, there, hint)
            if names is not None:
                levels = names.approvable if section == "approvals" else names.levels
                yield from _check_names(file, item, names, levels, path)
                if isinstance(item, ApprovalFormat):
                    yield from check_approval(file, item, names, path)
                elif isinstance(item, TargetFormat):
                    yield from check_target(file, item, names, path)
                elif isinstance(item, EntitlementFormat):
                    yield from check_entitlement(file, item, names, path)


def _check_names(
    file: Shaped[Any], item: Format, names: ProgramNames, levels: Collection[str], path: Path
) -> Iterator[Diagnostic]:
    """What a private fact names of its program."""
    inside = f"in the program “{getattr(item, 'program', '')}” called"
    for key, known, slug in (
        ("metric", names.metrics, UNKNOWN),
        ("level", levels, "unknown-level"),
        ("ladder", names.ladders, UNKNOWN),
        ("criterion", names.criteria, UNKNOWN),
        ("benefit", names.benefits, UNKNOWN),
    ):
        name = getattr(item, key, None)
        if name is not None:
            what = "row" if key == "criterion" else key
            yield from check_known(file, name, known, (*path, key), slug, f"{what} {inside}")
    ladder, level = getattr(item, "ladder", None), getattr(item, "level", None)
    if ladder is not None and level is not None:
        yield from check_on_ladder(file, level, ladder, names, (*path, "level"))


def check_on_ladder(
    file: Shaped[Any], level: str, ladder: str, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    """Whether a ladder ever had a level, where there are both."""
    if ladder in names.ladders and level in names.levels:
        known, what = names.ladders[ladder], f"level on the ladder “{ladder}” called"
        yield from check_known(file, level, known, path, "unknown-level", what)


def _check_read(
    file: Shaped[RecordFormat] | Shaped[PrivateFormat],
    name: str,
    known: Known,
    read: Collection[str],
    path: Path,
) -> Iterator[Diagnostic]:
    """A misspelt fact would be missing in silence, and the level with it."""
    if known.complete and known.programs and name not in read:
        hint = did_you_mean(name, read) or "Name it in a metric, or leave it for later."
        yield file.report("unread-fact", f"No metric reads “{name}”", path, hint)


def _check_facts(
    file: Shaped[RecordFormat] | Shaped[PrivateFormat],
    private: PrivateFormat,
    known: Known,
    prefix: tuple[str, ...],
) -> Iterator[Diagnostic]:
    """Facts that belong to no single program."""
    for i, fact in enumerate(private.facts):
        kinds = sorted(known.facts.get(fact.name, ()))
        if kinds and all(_FORMS[kind][0](fact.value) is None for kind in kinds):
            words = " or ".join(_FORMS[kind][1] for kind in kinds)
            message = f"“{fact.value}” should be {words}: a metric reads it so"
            yield file.report("wrong-type", message, (*prefix, "facts", i, "value"))
        yield from _check_read(file, fact.name, known, known.facts, (*prefix, "facts", i, "name"))
    for i, item in enumerate(private.documents):
        path: Path = (*prefix, "documents", i, "id")
        yield from _check_read(file, item.id, known, known.documents, path)
    for i, person in enumerate(private.people):
        for j, held in enumerate(person.credentials):
            path = (*prefix, "people", i, "credentials", j, "certification")
            certification, what = held.certification, "certification"
            yield from check_known(file, certification, known.certifications, path, UNKNOWN, what)
            yield from _check_release(file, held, known, path[:-1])
    for table in ENTRY_TABLES:
        for i, entry in enumerate(getattr(private, table)):
            yield from file.check_thousands(entry.amount, (*prefix, table, i, "amount"))
            if entry.currency is not None:
                path = (*prefix, table, i, "currency")
                code, rates = entry.currency, known.currencies
                yield from check_known(file, code, rates, path, UNKNOWN, _CURRENCY)


def _check_release(
    file: Shaped[RecordFormat] | Shaped[PrivateFormat],
    held: CredentialFormat,
    known: Known,
    path: Path,
) -> Iterator[Diagnostic]:
    """Whether the product version of a certificate is known, where it matters."""
    releases = known.certifications.get(held.certification, ())
    if releases and held.version is not None and held.version not in releases:
        message = f"“{held.version}” is not among the releases of “{held.certification}”"
        hint = did_you_mean(held.version, releases) or "Add it there, with its day."
        yield file.report("unknown-release", message, (*path, "version"), hint)
    elif releases and held.version is None and held.certification in known.latest:
        message = f"Of “{held.certification}” the latest releases count, and this names none"
        hint = f"Add “version”, one of {', '.join(sorted(releases))}."
        yield file.report("unknown-release", message, (*path, "certification"), hint)
