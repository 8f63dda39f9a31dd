"""The words of the command line: every call with its arguments, its help and its slips in the person's language."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from cupdesk.words import LANGUAGES
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cupdesk.words import Words

FORMATS = ("xlsx", "pdf", "csv", "json", "html")
PRESS_FORMATS = ("text", "html")
QUERIES = ("check", "classification", "standings", "title", "press", "export", "package", "fill")
CALLS = ("load", "dump", "new", "preset", "import", *QUERIES, "schema", "check-examples", "self-test", "bench", "demo")
_SLIPS = (
    (r"the following arguments are required: (?P<names>.*)", "cli.slip.required"),
    (r"unrecognized arguments: (?P<names>.*)", "cli.slip.unrecognized"),
    (r"argument (?P<names>[^:]*): expected (one|at least one) argument", "cli.slip.value"),
    (r"ambiguous option: (?P<names>\S+) .*", "cli.slip.unrecognized"),
    (r"argument [^:]*: invalid choice: '?(?P<names>[^' ]*)'? .*", "cli.slip.unrecognized"),
    (r"argument (?P<names>[^:]*): ignored explicit argument .*", "cli.slip.no_value"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `Trouble` instead of ending the program, and helps in the person's language."""

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.words = words
        self.formatter_class = _formatter(words("cli.help.usage"))
        self._optionals.title = words("cli.help.options")
        self._positionals.title = words("cli.help.arguments")
        self.add_argument("-h", "--help", action="help", help=words("cli.help.help"))

    def error(self, message: str) -> NoReturn:
        """Say the slip in the person's language."""
        for pattern, key in _SLIPS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                raise Trouble(key, names=match["names"], call=self.prog)
        raise Trouble("cli.slip.unclear", message=message, call=self.prog)


def _formatter(usage: str) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.RawDescriptionHelpFormatter):
        """The usual help with its first word translated, and room for the longest call."""

        def __init__(self, prog: str) -> None:
            super().__init__(prog, max_help_position=30, width=100)

        def add_usage(
            self,
            usage_text: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[Any],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage_text, actions, groups, f"{usage} ")

    return Formatter


def parser(words: Words) -> Parser:
    """The whole grammar of the command line."""
    top = Parser(
        words,
        prog="cupdesk",
        usage=words("cli.help.forms"),
        description=words("cli.help.description"),
        epilog=words("cli.help.epilog"),
    )
    top.add_argument("--version", action="store_true", help=words("cli.help.version"))
    top.add_argument("--language", type=_language, metavar="fr|en", help=words("cli.option.language"))
    calls = top.add_subparsers(dest="call", metavar="…", title=words("cli.help.calls"))
    made = {}
    for name in CALLS:
        about = words(f"cli.call.{name}")
        made[name] = calls.add_parser(name, words=words, help=about, description=about, prog=f"cupdesk {name}")
        made[name].add_argument("--language", type=_language, metavar="fr|en", help=words("cli.option.language"))
    made["load"].add_argument("file", type=Path, metavar="SEASON.json", help=words("cli.option.season"))
    made["load"].add_argument("--database", required=True, metavar="FILE.cupdesk", help=words("cli.option.into"))
    made["dump"].add_argument("--database", required=True, metavar="FILE.cupdesk", help=words("cli.option.database"))
    made["dump"].add_argument("--season-code", metavar="CODE", help=words("cli.option.season_code"))
    imported = made["import"]
    imported.add_argument("file", metavar="FILE.cupdesk", help=words("cli.option.database"))
    imported.add_argument("session", metavar="ROUND/SESSION", help=words("cli.option.import_session"))
    imported.add_argument("source", type=Path, metavar="SOURCE", help=words("cli.option.import_source"))
    imported.add_argument("--entries", action="store_true", help=words("cli.option.import_entries"))
    imported.add_argument("--dry-run", action="store_true", help=words("cli.option.dry_run"))
    imported.add_argument("--sheet", metavar="SHEET", help=words("cli.option.sheet"))
    imported.add_argument("--season-code", metavar="CODE", help=words("cli.option.season_code"))
    made["new"].add_argument("preset", metavar="PRESET", help=words("cli.option.preset"))
    made["new"].add_argument("--cup", required=True, metavar="NAME", help=words("cli.option.cup"))
    made["new"].add_argument("--year", type=_year, required=True, metavar="YEAR", help=words("cli.option.year"))
    for name in (*QUERIES, "preset"):
        made[name].add_argument("--season", type=Path, metavar="SEASON.json", help=words("cli.option.season"))
        made[name].add_argument("--database", metavar="FILE.cupdesk", help=words("cli.option.database"))
        made[name].add_argument("--season-code", metavar="CODE", help=words("cli.option.season_code"))
    made["classification"].add_argument("session", metavar="ROUND/SESSION", help=words("cli.option.session"))
    made["classification"].add_argument("--category", metavar="CATEGORY", help=words("cli.option.category"))
    made["classification"].add_argument("--on-the-road", action="store_true", help=words("cli.option.on_the_road"))
    for name in ("standings", "title"):
        made[name].add_argument("--championship", metavar="CHAMPIONSHIP", help=words("cli.option.championship"))
        made[name].add_argument("--after", metavar="ROUND/SESSION", help=words("cli.option.after"))
    made["press"].add_argument("session", metavar="ROUND/SESSION", help=words("cli.option.session"))
    made["press"].add_argument(
        "--format", type=_press, default="text", metavar="text|html", help=words("cli.option.press_format")
    )
    export = made["export"]
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER", help=words("cli.option.to"))
    export.add_argument("--session", metavar="ROUND/SESSION", help=words("cli.option.export_session"))
    export.add_argument("--round", metavar="ROUND", help=words("cli.option.export_round"))
    export.add_argument(
        "--format", type=_formats, default=("xlsx", "pdf"), metavar=",".join(FORMATS), help=words("cli.option.format")
    )
    export.add_argument("--decision", type=_number, metavar="NUMBER", help=words("cli.option.decision"))
    export.add_argument(
        "--document",
        type=_documents,
        metavar="classification,…",
        help=words("cli.option.document"),
    )
    made["package"].add_argument("round", metavar="ROUND", help=words("cli.option.round"))
    made["package"].add_argument("--to", type=Path, required=True, metavar="FOLDER", help=words("cli.option.to"))
    made["fill"].add_argument("session", metavar="ROUND/SESSION", help=words("cli.option.session"))
    made["fill"].add_argument("--into", type=Path, metavar="WORKBOOK.xlsx", help=words("cli.option.own"))
    made["fill"].add_argument("--to", type=Path, required=True, metavar="FILE.xlsx", help=words("cli.option.fill_to"))
    for name in ("load", "import", *QUERIES, "check-examples", "self-test", "bench"):
        made[name].add_argument("--json", action="store_true", help=words("cli.option.json"))
    return top


def _language(said: str) -> str:
    if said not in LANGUAGES:
        raise Trouble("cli.language_unknown", said=said)
    return said


def _year(said: str) -> int:
    if not re.fullmatch(r"(19|20)[0-9]{2}", said):
        raise Trouble("cli.year", said=said)
    return int(said)


def _number(said: str) -> int:
    if not said.isdecimal():
        raise Trouble("cli.decision_number", said=said)
    return int(said)


def _documents(said: str) -> tuple[str, ...]:
    """The documents of a list such as `entries,points`, each once; whether there are such is known where they are made."""
    named = [name.strip().lower().replace("-", "_") for name in said.split(",") if name.strip()]
    return tuple(dict.fromkeys(named or [said]))


def _press(said: str) -> str:
    if said not in PRESS_FORMATS:
        raise Trouble("cli.format_unknown", said=said, known=", ".join(PRESS_FORMATS))
    return said


def _formats(said: str) -> tuple[str, ...]:
    """The formats of a list such as `xlsx,pdf`, each once."""
    named = [name.strip().lower() for name in said.split(",") if name.strip()]
    for name in named:
        if name not in FORMATS:
            raise Trouble("cli.format_unknown", said=name, known=", ".join(FORMATS))
    if not named:
        raise Trouble("cli.format_unknown", said=said, known=", ".join(FORMATS))
    return tuple(dict.fromkeys(named))
