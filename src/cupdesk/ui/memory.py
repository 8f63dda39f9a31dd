"""When Python looks for memory no longer used: never in the middle of a key press, never away from the window's own thread.

What only such a pass finds may hold widgets, and those may be let go in the window's thread alone; left to itself, Python
looks in whichever thread asks for memory. So it is told not to, and looked for here whenever the window has nothing to do.
A full pass takes up to 90 ms: books, readings and rows free themselves when nobody holds them any more; what only a full
pass finds is little, and goes when the file is closed.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher

_USUAL = gc.get_threshold()
_SELDOM = 1000
"""How many passes through what is young come before one through everything (usually 10)."""


def collect_when_idle() -> None:
    """Look for memory no longer used whenever this thread waits for events, and never anywhere else."""
    gc.disable()
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None, "there is an application by now"
    dispatcher.aboutToBlock.connect(collect)


def collect() -> None:
    """Do the pass that is due, if one is."""
    due = [i for i, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(due[-1])


def keep_built() -> None:
    """What is built now stays: leave it out of every pass, and let full ones come seldom."""
    gc.freeze()
    gc.set_threshold(*_USUAL[:2], _SELDOM)


def let_go() -> None:
    """What was built may go: look for it as usual."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
