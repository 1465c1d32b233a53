"""The metrics of a program as plain data: questions to a visitor, and formulas."""

from __future__ import annotations

from ..model.metric import (
    BestMetric,
    GrowthMetric,
    IndexMetric,
    Metric,
    Part,
    PeopleMetric,
    PointsMetric,
    RatioMetric,
    SpecialisationsMetric,
    TenureMetric,
)
from .export_values import Object, filled, number_data, text_data


def metric_data(metric: Metric) -> Object:
    """A question where it is counted from a partner's facts, else how it is computed."""
    return {
        **filled(name=text_data(metric.name), unit=text_data(metric.unit), money=metric.money),
        **_measure(metric),
    }


def _measure(metric: Metric) -> Object:
    match measure := metric.measure:
        case RatioMetric():
            return {
                "measure": "ratio",
                "of": measure.of,
                "to": measure.to,
                **filled(
                    percent=measure.percent,
                    cap=number_data(measure.cap),
                    if_empty=number_data(measure.if_empty),
                ),
            }
        case GrowthMetric():
            return {
                "measure": "growth",
                "of": measure.of,
                "against": measure.against,
                **filled(
                    minimum_base=number_data(measure.minimum_base),
                    if_below=number_data(measure.if_below),
                ),
            }
        case PointsMetric():
            parts = [_part(part) for part in measure.parts]
            return {"measure": "points", "parts": parts, **filled(cap=number_data(measure.cap))}
        case IndexMetric():
            return {"measure": "index", "parts": [_part(part) for part in measure.parts]}
        case BestMetric():
            return {"measure": "best", "of": list(measure.of)}
        case SpecialisationsMetric():
            return {"measure": "specialisations", "of": list(measure.of)}
        case TenureMetric():
            return {"measure": "tenure", **filled(level=measure.level)}
        case _:
            is_people = isinstance(measure, PeopleMetric)
            return {"measure": "asked", "kind": metric.value_type, **filled(people=is_people)}


def _part(part: Part) -> Object:
    return {
        "metric": part.metric,
        **filled(
            each=number_data(part.each),
            one_per=number_data(part.one_per),
            full_at=number_data(part.full_at),
            points=number_data(part.points),
            steps=[[number_data(least), number_data(points)] for least, points in part.steps],
            whole=part.whole,
            cap=number_data(part.cap),
            weight=number_data(part.weight) if part.weight != 1 else "",
        ),
    }
