"""The front door: `cupdesk [FILE]` opens the desk, every other word is a call of the command line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cupdesk import cli
from cupdesk.screen import has_display
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments (default: those of the process) ask for; the exit code."""
    return cli.run(
        sys.argv[1:] if arguments is None else arguments,
        {"desk": _open_desk, "bench": _bench, "demo": _demo},
    )


# The window, and all that needs it, is loaded only when it is asked for.


def _open_desk(args: Namespace) -> int:
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise Trouble("cli.no_display")  # Qt would end the program without a word that helps
    from cupdesk.ui.app import run

    return run(args.file)


def _bench(args: Namespace) -> int:
    from cupdesk.bench import run

    return run(args)


def _demo(args: Namespace) -> int:
    from cupdesk.demo import run

    return run(args)


if __name__ == "__main__":
    sys.exit(main())
