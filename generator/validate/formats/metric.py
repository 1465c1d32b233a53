"""Metrics of a program's version: figures with a name, by the way in which they are measured."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Tag

from .computed import (
    BestFormat,
    CategoryFormat,
    GrowthFormat,
    IndexFormat,
    PointsFormat,
    RatioFormat,
)
from .counted import (
    CertificatesFormat,
    CountFormat,
    DocumentMetricFormat,
    DocumentsMetricFormat,
    FactMetricFormat,
    PeopleFormat,
    SpecialisationsFormat,
    SumFormat,
    TenureFormat,
)

MEASURES = (
    "people",
    "certificates",
    "sum",
    "count",
    "document",
    "documents",
    "fact",
    "share",
    "ratio",
    "growth",
    "points",
    "category",
    "index",
    "best",
    "tenure",
    "specialisations",
)


def _measure(value: object) -> str:
    """A tag that is not among a metric's keys, as ``document`` is: places are found by steps."""
    name = value.get("measure") if isinstance(value, dict) else getattr(value, "measure", None)
    return f"measure: {'ratio' if name == 'share' else name}"


AnyMetric = Annotated[
    Annotated[PeopleFormat, Tag("measure: people")]
    | Annotated[CertificatesFormat, Tag("measure: certificates")]
    | Annotated[SumFormat, Tag("measure: sum")]
    | Annotated[CountFormat, Tag("measure: count")]
    | Annotated[DocumentMetricFormat, Tag("measure: document")]
    | Annotated[DocumentsMetricFormat, Tag("measure: documents")]
    | Annotated[FactMetricFormat, Tag("measure: fact")]
    | Annotated[RatioFormat, Tag("measure: ratio")]
    | Annotated[GrowthFormat, Tag("measure: growth")]
    | Annotated[PointsFormat, Tag("measure: points")]
    | Annotated[CategoryFormat, Tag("measure: category")]
    | Annotated[IndexFormat, Tag("measure: index")]
    | Annotated[BestFormat, Tag("measure: best")]
    | Annotated[TenureFormat, Tag("measure: tenure")]
    | Annotated[SpecialisationsFormat, Tag("measure: specialisations")],
    Discriminator(
        _measure,
        custom_error_type="partnersite_measure",
        custom_error_message=f"“measure” should be one of {', '.join(MEASURES)}",
    ),
]
