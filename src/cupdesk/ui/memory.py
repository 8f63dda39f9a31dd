"""When Python looks for memory no longer used: hardly ever through all of it while a file is open.

A full pass takes up to 90 ms, and would fall on some key press. Books, readings and rows free themselves when nobody holds
them any more; what only a full pass finds is little, and goes when the file is closed.
"""

from __future__ import annotations

import gc

_USUAL = gc.get_threshold()
_SELDOM = 1000
"""How many passes through what is young come before one through everything (usually 10)."""


def keep_built() -> None:
    """What is built now stays: leave it out of every pass, and let full ones come seldom."""
    gc.freeze()
    gc.set_threshold(*_USUAL[:2], _SELDOM)


def let_go() -> None:
    """What was built may go: look for it as usual."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
