"""Stands for the `generator` folder when the package is installed with `pip install -e`.

A wheel holds that folder under the name ``partnersite``. An editable install puts this one on the
path, and imports below it are found in the working tree.
"""

from pathlib import Path

_GENERATOR = Path(__file__).resolve().parents[3] / "generator"

__path__ = [str(_GENERATOR)]
__file__ = str(_GENERATOR / "__init__.py")
exec(compile(Path(__file__).read_text("utf-8"), __file__, "exec"))
