"""What each call of the command line does. What is heavy to load is imported where it is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cupdesk.cli import answers, names, tables
from cupdesk.cli.worked import lines_of
from cupdesk.rules.book import Book
from cupdesk.seasons import checks, file, layout
from cupdesk.seasons import preset as presets
from cupdesk.seasons.examples import differences, examples
from cupdesk.words.trouble import Trouble

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from cupdesk.rules.model import Season
    from cupdesk.rules.regulations import Championship
    from cupdesk.store.file import Store
    from cupdesk.words import Words


def load(args: Namespace, words: Words) -> None:
    """Put a season file into a database, made if it is not there. All of it or nothing."""
    from cupdesk.store.opening import discard
    from cupdesk.store.place import where

    season = file.load(args.file)
    place = where(args.database)
    store, fresh = _open_or_create(place)
    try:
        store.add_season(season)
    except Trouble:
        store.close()
        if fresh and isinstance(place, Path):
            discard(place)
        raise
    store.close()
    if args.json:
        _print_json({"season": season.code, "database": args.database, "created": fresh})
    else:
        print(words("cli.loaded", code=season.code, cup=season.cup, year=season.year, file=args.database))


def _open_or_create(place: Path | str) -> tuple[Store, bool]:
    """The store of a file or of a database on a server, and whether it was made for this."""
    from cupdesk.store.file import Store

    if isinstance(place, Path):
        fresh = not place.exists()
        return (Store.create(place) if fresh else Store.open(place)), fresh
    try:
        return Store.open(place), False
    except Trouble as trouble:
        if trouble.key != "store.not_a_cup":
            raise
    return Store.create(place), True


def dump(args: Namespace, words: Words) -> None:
    """Print a season of a database as a season file."""
    _print_bytes(file.dump(_stored(args.database, args.season_code)))


def take_in(args: Namespace, words: Words) -> None:
    """Take a timing file or an entry list into a database, or (dry run) say what it gives. One step or nothing."""
    from cupdesk.cli import importing

    answer = importing.run(args, words)
    _print(args, answer, lambda: importing.text(answer, words))
    importing.refuse_nothing(answer)


def new(args: Namespace, words: Words) -> None:
    """Print a new season under a preset's rules (its code, or a file) as a season file."""
    preset: str | Path = Path(args.preset) if args.preset.endswith(presets.PRESET) else args.preset
    _print_bytes(file.dump(presets.new_season(preset, args.cup, args.year)))


def preset(args: Namespace, words: Words) -> None:
    """Print the rule book of a season as a preset."""
    _print_bytes(presets.preset_of(_season(args)))


def check(args: Namespace, words: Words) -> None:
    """Say what a person must settle in a season, and what is probably a slip."""
    season = _season(args)
    problems = answers.problems(Book(season), words)
    remarks = [
        {"path": remark.values["path"], "reason": words(remark.key, **remark.values)}
        for remark in checks.remarks(season)
    ]
    if args.json:
        _print_json({"season": season.code, "problems": problems, "remarks": remarks})
        return
    for problem in problems:
        print(f"{problem['session']}  {problem['reason']}")
    for remark in remarks:
        print(remark["reason"])
    if not problems and not remarks:
        print(words("cli.nothing_to_settle", code=season.code))


def classification(args: Namespace, words: Words) -> None:
    """Print a session's classification."""
    season = _season(args)
    ref = names.session_ref(season, args.session)
    category = names.category_of(season, args.category) if args.category else None
    answer = answers.classification(
        Book(season), ref, words, category=category.code if category else "", on_the_road=args.on_the_road
    )
    title = category.name[words.language] if category else ""
    _print(args, answer, lambda: tables.classification(answer, title, words))


def standings(args: Namespace, words: Words) -> None:
    """Print the tables of the championships."""
    season = _season(args)
    answer = answers.standings(Book(season), _championships(season, args), _after(season, args), words)
    _print(args, answer, lambda: tables.standings(answer, words))


def title(args: Namespace, words: Words) -> None:
    """Print who has won, who still can and who cannot."""
    season = _season(args)
    answer = answers.title(Book(season), _championships(season, args), _after(season, args), words)
    _print(args, answer, lambda: tables.title(answer, words))


def press(args: Namespace, words: Words) -> None:
    """Print the facts for the press after a session, as text or as a page a word processor opens."""
    from cupdesk.cli import press_answer
    from cupdesk.sheets.documents.press_text import press_html, press_text

    season = _season(args)
    book, ref = Book(season), names.session_ref(season, args.session)
    facts = press_answer.facts_of(book, ref, words)
    write = press_html if args.format == "html" else press_text
    _print(args, press_answer.answer(book, ref, facts, words), lambda: write(book, ref, facts, words))


def export(args: Namespace, words: Words) -> None:
    """Write the documents of a session, or of the whole season, to a folder."""
    from cupdesk.cli import exporting

    written = exporting.written(args, _season(args))
    if args.json:
        _print_json({"files": [str(path) for path in written]})
        return
    for path in written:
        print(path)


def package(args: Namespace, words: Words) -> None:
    """Write the package of a meeting: every final document in every format, a manifest, a zip."""
    from cupdesk.sheets.package import package as make

    season = _season(args)
    made = make(Book(season), names.round_named(season, args.round))
    written = made.write(args.to, args.language)
    if args.json:
        _print_json({"files": [str(path) for path in written], "left_out": list(made.left_out)})
        return
    for path in written:
        print(path)
    if made.left_out:
        print(words("cli.left_out", n=len(made.left_out), sessions=", ".join(made.left_out)), file=sys.stderr)


def fill(args: Namespace, words: Words) -> None:
    """Fill somebody's own workbook, or write an example of one."""
    from cupdesk.sheets.own.fill import fill_file

    season = _season(args)
    path, names_ = fill_file(args.into, args.to, Book(season), names.session_ref(season, args.session), args.language)
    _print(args, {"file": str(path), "names": names_}, lambda: f"{path}\n")


def schema(args: Namespace, words: Words) -> None:
    """Print the JSON schema of a season file."""
    _print_json(file.schema())


def check_examples(args: Namespace, words: Words) -> None:
    """Work out every example of the rule book and tell it; `Trouble` if one does not come out."""
    found = [(worked, differences(worked)) for worked in examples()]
    if args.json:
        answer = [
            {
                "example": worked.code,
                "title": worked.example.title[words.language],
                "about": worked.example.about[words.language],
                "source": worked.example.source,
                "differences": [{"expected": each.expected.rows, "found": each.found} for each in differs],
            }
            for worked, differs in found
        ]
        _print_json({"examples": answer})
    else:
        for worked, differs in found:
            print("\n".join(lines_of(worked, differs, words)))
    if wrong := sum(1 for _, differs in found if differs):
        raise Trouble("cli.examples.failed", n=wrong)


def self_test(args: Namespace, words: Words) -> None:
    """Try every part of the installed program, but for the window."""
    from cupdesk.cli.self_test import CHECKS

    answer = {}
    for name, attempt in CHECKS.items():
        answer[name] = attempt()
        if not args.json:
            print(f"{words('cli.self_test.ok')}  {words(f'cli.self_test.{name}', found=answer[name])}", flush=True)
    if args.json:
        _print_json(answer)


CALLS: Mapping[str, Callable[[Namespace, Words], None]] = {
    "load": load,
    "dump": dump,
    "new": new,
    "preset": preset,
    "import": take_in,
    "check": check,
    "classification": classification,
    "standings": standings,
    "title": title,
    "press": press,
    "export": export,
    "package": package,
    "fill": fill,
    "schema": schema,
    "check-examples": check_examples,
    "self-test": self_test,
}


def _season(args: Namespace) -> Season:
    """The season a query is about: a season file, or a season of a database."""
    if args.season and args.database:
        raise Trouble("cli.two_sources")
    if args.season:
        return file.load(args.season)
    if args.database:
        return _stored(args.database, args.season_code)
    raise Trouble("cli.no_source", call=args.call)


def _stored(database: str, code: str | None) -> Season:
    """A season of a database (a file or a URL), by its code or the last one."""
    from cupdesk.store.file import Store

    store = Store.open(database)
    try:
        codes = store.season_codes()
        if not codes:
            raise Trouble("cli.no_season", file=database)
        if code is not None and code not in codes:
            raise Trouble("cli.season_unknown", code=code, file=database, known=", ".join(codes))
        return store.season(code or codes[-1])
    finally:
        store.close()


def _championships(season: Season, args: Namespace) -> tuple[Championship, ...]:
    if args.championship:
        return (names.championship_of(season, args.championship),)
    return season.regulations.championships


def _after(season: Season, args: Namespace) -> str | None:
    return names.session_ref(season, args.after) if args.after else None


def _print(args: Namespace, answer: dict[str, Any], text: Callable[[], str]) -> None:
    if args.json:
        _print_json(answer)
    else:
        print(text(), end="")


def _print_json(answer: Any) -> None:
    _print_bytes(layout.write(answer))


def _print_bytes(data: bytes) -> None:
    """Bytes as they are: no newline is changed on any system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
