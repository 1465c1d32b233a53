"""`programs/ID/rules.json`: the rules of each program as data, as in docs/rules-export.md."""

from __future__ import annotations

import json

from ..artifact import Artifact
from ..site.views.site import Site


def rules(site: Site) -> list[Artifact]:
    """One file for each program, the same in every language, without a needless byte."""
    return [
        Artifact(
            f"programs/{program}/rules.json",
            json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n",
        )
        for program, content in site.rules
    ]
