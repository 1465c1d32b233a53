"""The record files of a site, as an editor sees them: to be read, changed in place, and added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from ..diagnostics import Diagnostic, Place, diagnose
from ..load.files import Folder
from ..load.text import read_text
from ..load.tree import Plain, YamlFile, plain
from ..load.yaml import read_yaml
from ..validate.fields import models_in
from ..validate.formats.record import RecordFormat
from ..validate.names import partner_id
from .yaml_patch import CannotPatchError, patch
from .yaml_writer import write_yaml

NEW_RECORDS = "partners"
"""The folder that new records go to."""

Record = dict[str, Plain]
_ORDER = tuple(RecordFormat.model_fields)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record with the text that it was read from."""

    file: YamlFile
    text: str
    record: Record


def read_record(path: str, content: bytes) -> RecordFile | list[Diagnostic]:
    """A YAML file with its text, or all that is wrong with it."""
    text = read_text(path, content)
    if isinstance(text, Diagnostic):
        return [text]
    file = read_yaml(text)
    if file is None or text.diagnostics:
        return text.diagnostics
    record = {key.text: plain(value) for key, value in file.root.entries}
    return RecordFile(file, content.decode("utf-8"), record)


def read_records(site: Path) -> tuple[dict[str, RecordFile], list[Diagnostic]]:
    """All records of a site by id, and what is wrong with their files."""
    folder = Folder(site)
    records: dict[str, RecordFile] = {}
    found: list[Diagnostic] = []
    for path in folder.walk(NEW_RECORDS):
        name = PurePosixPath(path)
        if name.suffix not in (".yaml", ".yml") or name.stem.endswith(".private"):
            continue
        content = folder.read(path)
        read = [] if content is None else read_record(path, content)
        if isinstance(read, list):
            found += read
        else:
            # Some file systems do not tell Acme.yaml from acme.yaml.
            identity = str(read.record.get("id") or partner_id(path)).casefold()
            records.setdefault(identity, read)
    return records, [*folder.diagnostics, *found]


def create(record: Record) -> str:
    """The text of a new record."""
    return write_yaml(_in_order(record, RecordFormat))


def _in_order(record: Record, model: type[BaseModel]) -> Record:
    """Keys in the order of the format, at every depth."""
    return {
        name: _below(record[name], models_in(field.annotation))
        for name, field in model.model_fields.items()
        if name in record
    }


def _below(value: Plain, models: list[type[BaseModel]]) -> Plain:
    if models and isinstance(value, dict):
        return _in_order(value, models[0])
    if isinstance(value, list):
        return [_below(item, models) for item in value]
    return value


def update(known: RecordFile, merged: Record) -> str | Diagnostic:
    """The text of a record with new values, everything else as it was."""
    keys = dict.fromkeys((*known.record, *merged))
    changed = {key: merged.get(key) for key in keys if known.record.get(key) != merged.get(key)}
    path = known.file.path
    try:
        text = patch(known.file, known.text, changed, _ORDER)
    except CannotPatchError:
        text = ""
    again = read_record(path, text.encode("utf-8"))
    if isinstance(again, list) or again.record != merged:
        message = "This record is written in a way that an import cannot change in place"
        hint = "Write each key at the beginning of a line of its own, then import again."
        return diagnose("import-write", message, Place(path), hint=hint)
    return text


def write(site: Path, texts: Mapping[str, str]) -> list[Diagnostic]:
    """Write files by their path in the site, each as a whole or not at all."""
    for name, text in sorted(texts.items()):
        target = (site / name).resolve()
        aside = target.with_name(f".{target.name}.new")
        try:
            if not target.is_relative_to(site.resolve()):
                return [diagnose("link-outside", "This link leads out of the site", Place(name))]
            target.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(text.encode("utf-8"))
            aside.replace(target)
        except OSError as error:
            aside.unlink(missing_ok=True)
            message = f"This file could not be written: {error.strerror}"
            hint = "Run this again when the cause is mended: what is done already stays."
            return [diagnose("import-write", message, Place(name), hint=hint)]
    return []
