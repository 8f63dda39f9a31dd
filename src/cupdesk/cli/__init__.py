"""The command line: a question about a season in, an answer as text or JSON out. No window is opened on this way.

Exit code 0, or 2 with one plain line that says what could not be done. `docs/cli.md` shows every call.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cupdesk import __version__
from cupdesk.cli import calls
from cupdesk.cli.parser import CALLS, parser
from cupdesk.seasons.shapes import nearest
from cupdesk.words import LANGUAGES, Words
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Door = Callable[[argparse.Namespace], int]

OK, REFUSED, STOPPED = 0, 2, 130


def run(arguments: Sequence[str], doors: Mapping[str, Door]) -> int:
    """Answer one call; the exit code.

    `doors` open what needs more than an answer: `desk` (with `file`: a path or `None`), `bench`, `demo`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    words = Words(_language(arguments))
    try:
        code = _answer(arguments, words, doors)
        if sys.stdout is not None:  # a windowed program on Windows has none
            sys.stdout.flush()
    except Trouble as trouble:
        print(" ".join(words(trouble.key, **trouble.values).split()), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read the answer has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        if error.filename is not None or sys.stdout is None:
            raise  # not about what is being printed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(words("cli.unprinted", reason=os.strerror(error.errno or 0)), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return STOPPED
    return code


def _answer(arguments: Sequence[str], words: Words, doors: Mapping[str, Door]) -> int:
    first = arguments[0] if arguments else ""
    if not first or not (first in CALLS or first.startswith("-")):
        if arguments[1:]:
            raise Trouble("cli.slip.unrecognized", names=" ".join(arguments[1:]), call="cupdesk")
        args = argparse.Namespace(file=_file(first), language=words.language)
        return doors["desk"](args)
    args = parser(words).parse_args(arguments)
    if args.version:
        print(f"CupDesk {__version__}")
        return OK
    if args.call is None:
        raise Trouble("cli.no_call", calls=", ".join(CALLS))
    args.language = words.language
    if args.call in doors:
        return doors[args.call](args)
    calls.CALLS[args.call](args, words)
    return OK


def _file(said: str) -> Path | str | None:
    """The file, or the database by URL, that the desk is to open; `None` for the last one."""
    if not said:
        return None
    if "://" in said:
        return said
    path = Path(said)
    if path.exists():
        return path
    if not path.suffix and (near := nearest(said, CALLS)):
        raise Trouble("cli.call_unknown", said=said, near=near)
    raise Trouble("cli.no_file", file=said)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for with `--language`, else the system's if CupDesk speaks it, else English."""
    for i, argument in enumerate(arguments):
        said = argument.partition("=")[2] or (arguments[i + 1] if i + 1 < len(arguments) else "")
        if argument.partition("=")[0] == "--language" and said in LANGUAGES:
            return said
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return system[:2] if system[:2] in LANGUAGES else "en"
