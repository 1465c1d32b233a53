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
    name = value.get("measure") if isinstance(value, dict) else getattr(value, "measure", None)
    return {"share": "ratio"}.get(str(name), str(name))


AnyMetric = Annotated[
    Annotated[PeopleFormat, Tag("people")]
    | Annotated[CertificatesFormat, Tag("certificates")]
    | Annotated[SumFormat, Tag("sum")]
    | Annotated[CountFormat, Tag("count")]
    | Annotated[DocumentMetricFormat, Tag("document")]
    | Annotated[DocumentsMetricFormat, Tag("documents")]
    | Annotated[FactMetricFormat, Tag("fact")]
    | Annotated[RatioFormat, Tag("ratio")]
    | Annotated[GrowthFormat, Tag("growth")]
    | Annotated[PointsFormat, Tag("points")]
    | Annotated[CategoryFormat, Tag("category")]
    | Annotated[IndexFormat, Tag("index")]
    | Annotated[BestFormat, Tag("best")]
    | Annotated[TenureFormat, Tag("tenure")]
    | Annotated[SpecialisationsFormat, Tag("specialisations")],
    Discriminator(
        _measure,
        custom_error_type="partnersite_measure",
        custom_error_message=f"“measure” should be one of {', '.join(MEASURES)}",
    ),
]
