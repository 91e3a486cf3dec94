"""How many invented examples a test tries: few at every change, many by a command of its own.

``SUNSHINE_DESK_TRIES=20 uv run tests/run.py pytest tests/unit/packet`` tries twenty times as many.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("SUNSHINE_DESK_TRIES", "1"))


def tries(few: int, *allowed: HealthCheck) -> settings:
    """Try so many examples, or a multiple of them where that is wished.

    Args:
        few: enough to notice what breaks most of them.
        allowed: health checks that do not count here.
    """
    return settings(max_examples=few * TIMES, deadline=None, suppress_health_check=list(allowed))
