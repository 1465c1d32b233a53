"""Ten thousand random programs: the engine and the oracle must say the same of each.

``ORACLE_PROGRAMS`` sets another number, ``ORACLE_FIRST`` the first of them.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.oracle.agreement import disagreements, explained

PROGRAMS = int(os.environ.get("ORACLE_PROGRAMS", "10000"))
FIRST = int(os.environ.get("ORACLE_FIRST", "0"))
AT_A_TIME = 50


def test_two_implementations_agree() -> None:
    end = FIRST + PROGRAMS
    chunks = [range(n, min(n + AT_A_TIME, end)) for n in range(FIRST, end, AT_A_TIME)]
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        for found in pool.map(disagreements, chunks):
            if found:
                pool.shutdown(cancel_futures=True)
                raise AssertionError(explained(*found[0]))
