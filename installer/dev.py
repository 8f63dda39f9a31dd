"""Sets a fresh machine up, then does the job. Needs Python 3.11 or newer and nothing else.

    python3 installer/dev.py demo       (on Windows: py installer\\dev.py demo)

System libraries are probed for and, where apt is the packager, installed; `.venv` is made and filled from a lock whose every
file is held by its hash. A stamp in `.venv` says what it was filled from: while that stands, the job starts at once.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

USAGE = """python3 installer/dev.py [-v] WORD …

  demo                 the Paul Ricard weekend: in the window, or in the terminal without a display
  run [FILE]           the desk, on the last file or on FILE
  test [PYTEST …]      the tests; what follows goes to pytest
  check [--no-tests]   what CI holds: format, lint, types, import contracts, every line of the rules reached, then the
                       tests (translation and schema drift among them)
  screens              pictures of every screen and document page, into docs/pictures
  bench [--json]       how fast it is here

The first call sets everything up. -v shows every step of it."""

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "filled-from"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
COMMAND = PYTHON.with_name("cupdesk.cmd" if WINDOWS else "cupdesk")
CALL = (
    '@"%~dp0python.exe" -m cupdesk %*\n' if WINDOWS else '#!/bin/sh\nexec "$(dirname -- "$0")/python" -m cupdesk "$@"\n'
)

# Shared libraries that Qt needs from a Linux system, with the Debian package of each.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libcups.so.2": "libcups2",
}
WAYLAND = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# Programs that the tests read documents with.
TOOLS = {"pdftotext": "poppler-utils", "pdfinfo": "poppler-utils"}

# The words and the lock each needs: what ships, or what development needs on top.
LOCKS = {
    "demo": "ship",
    "run": "ship",
    "bench": "ship",
    "test": "development",
    "check": "development",
    "screens": "development",
}

CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    # The rules' own tests reach every line and branch of them; with the same examples every time.
    "rules": [
        "-m",
        "coverage",
        "run",
        "-m",
        "pytest",
        "--numprocesses=auto",
        "tests/rules",
        "tests/seasons/test_examples.py",
        "--hypothesis-seed=0",
    ],
    "combined": ["-m", "coverage", "combine", "--quiet"],
    "coverage": ["-m", "coverage", "report"],
}


class Stop(Exception):  # noqa: N818
    """The set-up cannot go on; the message is the one line that says why."""


def say(line: str) -> None:
    """One line to the person, out of the way of the job's own output."""
    print(line, file=sys.stderr, flush=True)


class SetUp:
    """Everything a word needs before it can run."""

    def __init__(self, verbose: bool = False) -> None:
        self.verbose = verbose

    def make_ready(self, lock: str) -> None:
        """Make the machine and `.venv` ready for a word that needs `lock`. Raises `Stop`."""
        self.bring_system_parts(missing_parts(makes_venv=not is_filled(lock), tests=lock == "development"))
        if not is_filled(lock):
            self.fill(lock)
        write_command()

    def fill(self, lock: str) -> None:
        """Make `.venv` where there is none that serves, and fill it. Raises `Stop`."""
        began = time.monotonic()
        if not (lock == "development" and is_filled("ship")):
            self.make_venv()
        self.fill_venv(lock)
        say(f"Ready in {time.monotonic() - began:.0f} s.")

    def bring_system_parts(self, missing: dict[str, str]) -> None:
        """Install the system packages that are missing (part → Debian package). Raises `Stop` where that cannot be done."""
        if not missing:
            return
        packages = list(dict.fromkeys(missing.values()))
        by_hand = f"Missing: {', '.join(missing)}. Install them (Debian: {' '.join(packages)}), then run this again."
        sudo = [] if os.geteuid() == 0 else ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
        if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
            raise Stop(by_hand)
        say(f"Installing system packages: {' '.join(packages)}")
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
        install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
        if self.step(install, may_fail=True):
            return
        self.step([*apt, "update"], may_fail=True)
        if not self.step(install):
            raise Stop(f"apt could not install them. {by_hand}")

    def make_venv(self) -> None:
        """Make `.venv` anew, whatever was left of an older one. Raises `Stop`."""
        say(f"Making {VENV}")
        base = getattr(sys, "_base_executable", sys.executable)
        if not self.step([base, "-m", "venv", "--clear", str(VENV)]):
            raise Stop(f"{VENV} could not be made.")

    def fill_venv(self, lock: str) -> None:
        """Install every package of `lock` and put `src` on the path of `.venv`; the stamp comes last. Raises `Stop`."""
        path = lock_file(lock)
        say(f"Installing the packages of {path.relative_to(ROOT)}")
        STAMP.unlink(missing_ok=True)
        pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        if not self.step([*pip, "--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", str(path)]):
            raise Stop("The packages could not be installed: see above. Is the machine online?")
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        site = VENV / ("Lib" if WINDOWS else f"lib/{version}") / "site-packages"
        # Relative, so that neither accents in the path nor moving the folder can break it.
        (site / "cupdesk.pth").write_text(os.path.relpath(ROOT / "src", site) + "\n", encoding="ascii")
        STAMP.write_text(digest(lock), encoding="ascii")

    def step(self, command: list[str], *, may_fail: bool = False) -> bool:
        """Run one command of the set-up; whether it went well. Its output is shown if asked for, or when it fails."""
        if self.verbose:
            say(f"$ {shlex.join(command)}")
            return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0
        done = subprocess.run(
            command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        if done.returncode and not may_fail:
            say(done.stdout.rstrip())
        return done.returncode == 0


def write_command() -> None:
    """Put the command `cupdesk` beside the Python of `.venv`."""
    if not COMMAND.exists():
        COMMAND.write_text(CALL, encoding="ascii")
        COMMAND.chmod(0o755)


def has_display() -> bool:
    """Whether a window can be shown here."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_parts(*, makes_venv: bool, tests: bool = False) -> dict[str, str]:
    """What this system lacks: soname, program or module → Debian package."""
    missing = {}
    if sys.platform.startswith("linux"):
        wanted = DRAWING | (WINDOW if has_display() else {}) | (WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {})
        missing = {soname: package for soname, package in wanted.items() if not can_load(soname)}
        if tests:
            missing |= {tool: package for tool, package in TOOLS.items() if not shutil.which(tool)}
    if makes_venv and importlib.util.find_spec("ensurepip") is None:
        missing["ensurepip"] = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return missing


def can_load(soname: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def lock_file(lock: str) -> Path:
    """The lock of that name: one line a package, with the hash of every file it may come from."""
    return ROOT / "installer" / f"{lock}.lock"


def digest(lock: str) -> str:
    """What the stamp of a `.venv` filled from `lock` by this Python says."""
    what = hashlib.sha256(lock_file(lock).read_bytes())
    what.update(sys.version.encode())
    return what.hexdigest()


def is_filled(lock: str) -> bool:
    """Whether `.venv` stands and holds at least what `lock` names."""
    if not (PYTHON.exists() and STAMP.is_file()):
        return False
    enough = ("development",) if lock == "development" else ("ship", "development")
    return STAMP.read_text(encoding="ascii", errors="replace") in {digest(name) for name in enough}


def environment(word: str) -> dict[str, str]:
    """The environment of the job."""
    values = dict(os.environ)
    # Without compiled files every start would compile the whole program again.
    values.pop("PYTHONDONTWRITEBYTECODE", None)
    if word in ("test", "check", "screens") or not has_display():
        values.setdefault("QT_QPA_PLATFORM", "offscreen")
    return values


def tests(arguments: list[str]) -> list[str]:
    """The arguments of Python that run the tests: side by side if nothing particular is asked for."""
    return ["-m", "pytest", *(arguments or ["-n", "auto"])]


def job(word: str, arguments: list[str]) -> list[str]:
    """The arguments of Python that do what `word` asks."""
    if word == "test":
        return tests(arguments)
    if word == "screens":
        return [str(ROOT / "installer" / "screens.py"), *arguments]
    return ["-m", "cupdesk", *([] if word == "run" else [word]), *arguments]


def check(arguments: list[str]) -> int:
    """Run every check, also after one has failed; 0 if all hold."""
    failed = []
    for name, command in CHECKS.items():
        began = time.monotonic()
        done = subprocess.run(
            [PYTHON, *command],
            check=False,
            cwd=ROOT,
            env=environment("check"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            print(done.stdout.rstrip(), flush=True)
            failed.append(name)
        print(f"{name}: {'FAILED' if done.returncode else 'ok'} ({time.monotonic() - began:.1f} s)", flush=True)
    if "--no-tests" not in arguments and subprocess.call([PYTHON, *tests([])], cwd=ROOT, env=environment("check")):
        failed.append("tests")
    if failed:
        print(f"Not held: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def start(word: str, arguments: list[str]) -> int:
    """Hand over to the job; its exit code, where it does not take this process's place."""
    if word in ("test", "screens"):
        os.chdir(ROOT)
    command = [str(PYTHON), *job(word, arguments)]
    if not WINDOWS:
        os.execve(PYTHON, command, environment(word))
    return subprocess.call(command, env=environment(word))


def main(arguments: list[str]) -> int:
    """Set up what is missing, then do the job. 0 or the job's exit code; 2 if it cannot be done."""
    verbose = arguments[:1] == ["-v"]
    word, *rest = arguments[1 if verbose else 0 :] or ["--help"]
    if word in ("-h", "--help"):
        print(USAGE)
        return 0
    if word not in LOCKS:
        say(f"{word}: not one of {', '.join(LOCKS)}.")
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036, since this file is what an older Python meets first
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 2
    try:
        SetUp(verbose).make_ready(LOCKS[word])
    except Stop as stop:
        say(str(stop))
        return 2
    return check(rest) if word == "check" else start(word, rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
