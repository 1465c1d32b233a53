"""Checks of what may stand anywhere in a file: texts by language, and lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from ..diagnostics import Diagnostic, did_you_mean
from .formats.record import RecordFormat
from .formats.scalars import LanguageTag
from .shape import F, Path, Shaped


def check_anywhere(file: Shaped[F], languages: Collection[str]) -> Iterator[Diagnostic]:
    """What stands twice in a list, and texts in languages that the site does not have.

    Partners may also write in their own: it is shown where there is no other. ``languages`` are
    empty where the site's are not known.
    """
    in_any = not languages or isinstance(file.value, RecordFormat)
    for path, value, by_language in _collections(file.value, type(file.value), ()):
        if isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, str) and item in value[:i]:
                    message, hint = f"“{item}” stands twice", "Remove one of the two."
                    yield file.report("contradiction", message, (*path, i), hint)
        elif by_language and not in_any:
            for code in value:
                if code not in languages:
                    message = f"“{code}” is not a language of this site"
                    hint = did_you_mean(code, languages)
                    hint = hint or f"Languages in site.yaml: {', '.join(languages)}."
                    there = (*path, code)
                    yield file.report("unknown-language", message, there, hint, at_key=True)


def _collections(
    value: object, annotation: Any, path: Path
) -> Iterator[tuple[Path, tuple[Any, ...] | dict[str, Any], bool]]:
    """Every list and mapping with its place, and whether it holds one text per language."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _collections(getattr(value, name), field.annotation, (*path, name))
    elif isinstance(value, tuple):
        yield path, value, False
        for i, item in enumerate(value):
            yield from _collections(item, annotation, (*path, i))
    elif isinstance(value, dict):
        key, below = _mapping_in(annotation)
        yield path, value, key is LanguageTag
        for name, item in value.items():
            yield from _collections(item, below, (*path, name))


def _mapping_in(annotation: Any) -> tuple[Any, Any]:
    """Types of key and value of the outermost mapping in an annotation."""
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        return key, value
    return next((found for item in get_args(annotation) if (found := _mapping_in(item))[0]), (0, 0))
