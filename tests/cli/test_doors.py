"""The way in and out: exit codes, one plain line for every slip, no window on the way to an answer."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cupdesk.cli import run
from cupdesk.cli.parser import CALLS
from cupdesk.resources import resource

Call = Callable[..., Any]
SHIPPED = str(resource("seasons", "pccf-2023.json"))
SOURCE = Path(__file__).parents[2] / "src"


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cupdesk", *arguments],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE), "LC_ALL": "C"} | environment,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("classification",), "Missing: ROUND/SESSION."),
        (("classification", "LEC/R1"), "Say which season"),
        (("classification", "LEC/R1", "--season", SHIPPED, "--database", "x"), "not both"),
        (("classification", "LEC/R9", "--season", SHIPPED), "Close: LEC/Q, LEC/R1, LEC/R2."),
        (("classification", "LEC/R1", "--category", "gold", "--season", SHIPPED), "There is no category gold."),
        (("standings", "--championship", "rooky", "--season", SHIPPED), "Close: rookie."),
        (("standings", "--after", "nowhere", "--season", SHIPPED), "There is no session nowhere."),
        (("standings", "--season"), "--season needs a value."),
        (("standings", "--seasn", "x"), "Not understood: --seasn x."),
        (("standings", "--json=1", "--season", SHIPPED), "--json takes no value."),
        (("standings", "--language", "de"), "The language de is not spoken here"),
        (("standings", "--season", "nothing-here.json"), "There is no file nothing-here.json."),
        (("standings", "--season", "."), "cannot be read."),
        (("standings", "--database", "nothing-here.cupdesk"), "was not found"),
        (("dump", "--database", SHIPPED), "is not a CupDesk file"),
        (("dump", "--database", "."), "is a folder, not a CupDesk file."),
        (("load", SHIPPED, "--database", "."), "is a folder, not a CupDesk file."),
        (("export", "--season", SHIPPED, "--to", "x", "--format", "doc"), "The format doc is not known."),
        (("export", "--season", SHIPPED, "--to", "x", "--format", ","), "is not known."),
        (("standing",), "did you mean standings?"),
        (("nothing-here.cupdesk",), "There is no file nothing-here.cupdesk."),
        ((SHIPPED, "more"), "Not understood: more."),
        (("--json",), "Not understood: --json."),
        (("--language", "fr"), "Dire quoi faire"),
        (("--language", "en", "standing"), "Not understood: standing."),
    ],
)
def test_a_slip_is_one_plain_line_and_code_2(cupdesk: Call, arguments: tuple[str, ...], said: str) -> None:
    answer = cupdesk(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_slips_are_said_in_french(cupdesk: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        "Il n’y a pas de séance LEC/R9."
        in cupdesk("title", "--after", "LEC/R9", "--season", SHIPPED, "--language=fr").err
    )
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "Il manque" in cupdesk("classification").err


def test_every_call_has_its_help_in_both_languages(cupdesk: Call, capfd: pytest.CaptureFixture[str]) -> None:
    for language, usage in (("fr", "Appel\u202f:"), ("en", "Usage:")):
        for call in ("", *CALLS):
            with pytest.raises(SystemExit) as ended:
                cupdesk(*([call] if call else []), "--help", "--language", language)
            assert ended.value.code == 0
            assert capfd.readouterr().out.startswith(usage)


def test_the_desk_is_asked_to_open_a_file_or_the_last_one(tmp_path: Path) -> None:
    asked: list[Path | str | None] = []

    def desk(args: argparse.Namespace) -> int:
        asked.append(args.file)
        return 7

    cup = tmp_path / "cup.cupdesk"
    cup.touch()
    assert run((), {"desk": desk}) == 7
    assert run((str(cup),), {"desk": desk}) == 7
    assert run(("postgresql+psycopg://anne@host/cup",), {"desk": desk}) == 7
    assert asked == [None, cup, "postgresql+psycopg://anne@host/cup"]


def test_a_program_without_a_terminal_opens_the_desk_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run((), {"desk": lambda args: 0}) == 0
    assert run(("nothing-here.cupdesk",), {"desk": lambda args: 0}) == 2


def test_a_stop_by_the_keyboard_is_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    def stopped(args: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    assert run(("bench",), {"bench": stopped}) == 130
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("call", ["bench", "demo"])
def test_what_needs_the_window_goes_through_its_door(call: str) -> None:
    asked: list[str] = []

    def door(args: argparse.Namespace) -> int:
        asked.append(args.call)
        return 0

    assert run((call, "--language", "fr"), {call: door}) == 0
    assert asked == [call]


def test_the_version(cupdesk: Call) -> None:
    answer = cupdesk("--version")
    assert (answer.code, answer.out) == (0, "CupDesk 0.1.0\n")


def test_no_window_and_no_database_is_loaded_for_an_answer() -> None:
    code = (
        "import sys; from cupdesk.__main__ import main; "
        f"assert main(['standings', '--json', '--season', {SHIPPED!r}]) == 0; "
        "print([m for m in ('PySide6', 'sqlmodel', 'sqlalchemy', 'openpyxl', 'typst', 'pydantic') if m in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=True
    )
    assert done.stderr == b"[]\n"


def test_no_window_is_loaded_with_a_database(tmp_path: Path) -> None:
    cup = str(tmp_path / "cup.cupdesk")
    code = (
        "import sys; from cupdesk.__main__ import main; "
        f"assert main(['load', {SHIPPED!r}, '--database', {cup!r}]) == 0; "
        f"assert main(['title', '--database', {cup!r}]) == 0; "
        "print('PySide6' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=True
    )
    assert done.stderr == b"False\n"


def test_answers_are_utf_8_whatever_the_terminal_says() -> None:
    done = process("standings", "--season", SHIPPED, "--language", "fr", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Jérôme Boullery" in done.stdout.decode("utf-8")
    refused = process("title", "--after", "zz", "--season", SHIPPED, "--language", "fr", PYTHONIOENCODING="ascii")
    assert "Épreuves" in refused.stderr.decode("utf-8")
    assert refused.returncode == 2


def test_a_reader_that_leaves_is_no_trouble() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "cupdesk", "standings", "--json", "--season", SHIPPED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_without_a_screen_the_window_is_refused_in_one_sentence() -> None:
    answer = process(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert answer.returncode == 2
    assert answer.stderr.decode() == (
        "There is no screen to open the window on. cupdesk --help shows what works without one.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "call", [("standings", "--season", SHIPPED), ("check", "--season", SHIPPED, "--json"), ("schema",)]
)
def test_an_answer_that_cannot_be_printed_is_refused_in_one_sentence(call: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "cupdesk", *call],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(SOURCE), "LC_ALL": "C"},
            check=False,
            timeout=60,
        )
    assert (answer.returncode, answer.stderr.decode()) == (
        2,
        "The answer could not be printed: No space left on device.\n",
    )
