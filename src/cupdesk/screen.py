"""Whether a window can be shown to somebody, asked before anything of the window is loaded."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether this machine has a screen to show a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
