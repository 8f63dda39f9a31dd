"""The set-up script: what it finds missing, how it fills `.venv`, and that it comes back from every interruption."""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "installer" / "dev.py"
LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tree:
    """A small project with the real script: its program prints what it was given, its packages are made by hand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.wheels = root.parent / "wheels"
        self.venv = root / ".venv"
        self.first: subprocess.CompletedProcess[str] | None = None
        self.wheels.mkdir()
        (root / "installer").mkdir(parents=True)
        shutil.copy(SCRIPT, root / "installer")
        package = root / "src" / "cupdesk"
        package.mkdir(parents=True)
        (package / "__main__.py").write_text(
            "import importlib.util, os, sys\n"
            "print(sys.argv[1:], 'kerb' if importlib.util.find_spec('kerb') else '-', os.environ.get('PYTHONDONTWRITEBYTECODE'))\n"
            "sys.exit(len(sys.argv) - 1)\n"
        )
        self.lock("ship")
        self.lock("development")

    def lock(self, name: str, *lines: str) -> None:
        (self.root / "installer" / f"{name}.lock").write_text("\n".join(lines) + "\n")

    def wheel(self, name: str) -> str:
        """Make a wheel of an empty package; its line for a lock."""
        path = self.wheels / f"{name}-1.0-py3-none-any.whl"
        files = {
            f"{name}.py": "",
            f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(
            f"{at},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\n"
            for at, text in files.items()
        )
        with zipfile.ZipFile(path, "w") as archive:
            for at, text in (files | {f"{name}-1.0.dist-info/RECORD": record}).items():
                archive.writestr(at, text)
        return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"

    def call(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Call the script as a person does; packages come from where pip's own settings say, and from nowhere else."""
        settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri(), "PIP_CONFIG_FILE": os.devnull}
        return subprocess.run(
            [sys.executable, str(self.root / "installer" / "dev.py"), *arguments],
            check=False,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            env=os.environ | settings | environment,
            cwd=self.root.parent,
        )


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "l'été à Ricard")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A tree that has been set up; its first call is kept."""
    tree = Tree(tmp_path_factory.mktemp("ready") / "l'été à Ricard")
    kerb = tree.wheel("kerb")
    tree.lock("ship", kerb)
    tree.lock("development", kerb, tree.wheel("gravel"))
    tree.first = tree.call("run", PYTHONDONTWRITEBYTECODE="1")
    return tree


def test_the_first_call_sets_up_and_does_the_job(ready: Tree) -> None:
    assert ready.first
    assert ready.first.stdout == "[] kerb None\n", ready.first.stderr
    said = ready.first.stderr.splitlines()
    assert [line.split(" ")[0] for line in said] == ["Making", "Installing", "Ready"]
    assert list(ready.venv.rglob("kerb.*.pyc")), "installed packages are compiled, whatever the environment says"


def test_the_next_call_says_nothing_and_hands_over(ready: Tree) -> None:
    done = ready.call("run", "été.cupdesk", "x")
    assert (done.returncode, done.stdout, done.stderr) == (2, "['été.cupdesk', 'x'] kerb None\n", "")


def test_the_command_is_there_from_the_first_call_on(ready: Tree) -> None:
    command = next(ready.venv.glob("*/cupdesk*"))
    for _ in range(2):
        done = subprocess.run(
            [command, "check", "--season", "l'été.json"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=ready.root.anchor,
        )
        assert (done.returncode, done.stderr) == (3, "")
        assert done.stdout.startswith("""['check', '--season', "l'été.json"] kerb""")
        command.unlink()
        ready.call("run")


def test_it_starts_within_a_second_of_the_job_itself(ready: Tree) -> None:
    python = next(path for path in (ready.venv / "bin/python", ready.venv / "Scripts/python.exe") if path.exists())

    def fastest(call: Callable[[], object]) -> float:
        took = []
        for _ in range(3):
            began = time.perf_counter()
            call()
            took.append(time.perf_counter() - began)
        return min(took)

    job = [str(python), "-m", "cupdesk"]
    alone = fastest(lambda: subprocess.run(job, check=True, capture_output=True))
    assert fastest(lambda: ready.call("run")) - alone < 1.0


def test_what_development_needs_is_added_and_a_check_that_cannot_run_has_failed(ready: Tree) -> None:
    done = ready.call("-v", "check", "--no-tests")
    assert "Making " not in done.stderr
    assert "--require-hashes" in next(line for line in done.stderr.splitlines() if line.startswith("$ "))
    assert list(ready.venv.rglob("gravel.py"))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "Not held: format, lint, types, imports, rules, combined, coverage"
    assert ready.call("run").stderr == "", "what ships is part of it"


def test_it_comes_back_from_a_set_up_cut_short(tree: Tree) -> None:
    (tree.venv / "bin").mkdir(parents=True)
    (tree.venv / "bin" / "python").symlink_to("/nowhere/python")
    (tree.venv / "left-over").touch()
    done = tree.call("run")
    assert done.stdout == "[] - None\n", done.stderr
    assert not (tree.venv / "left-over").exists()


def test_a_package_that_is_not_what_the_lock_says_stops_it_and_a_changed_lock_makes_it_anew(tree: Tree) -> None:
    line = tree.wheel("kerb")
    tree.lock("ship", line[:-8] + "00000000")
    done = tree.call("run")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "The packages could not be installed: see above. Is the machine online?"
    assert not (tree.venv / "filled-from").exists()
    tree.lock("ship", line)
    assert tree.call("run").stdout == "[] kerb None\n"
    tree.lock("ship")
    assert tree.call("run").stdout == "[] - None\n"


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_help_names_every_word(ready: Tree, dev: ModuleType, arguments: tuple[str, ...]) -> None:
    done = ready.call(*arguments)
    assert done.returncode == 0
    assert [word for word in dev.LOCKS if f"\n  {word} " not in done.stdout] == []


def test_an_unknown_word_is_refused(tree: Tree) -> None:
    done = tree.call("tset")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "tset: not one of demo, run, bench, test, check, screens.\n"
    assert not tree.venv.exists()


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.mark.skipif(not LINUX, reason="the loader's names are those of Linux")
def test_it_finds_what_the_loader_finds(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "DRAWING", {"libc.so.6": "libc6", "libkerb.so.9": "libkerb9"})
    monkeypatch.setattr(dev, "WINDOW", {"libgravel.so.1": "libgravel1"})
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert dev.missing_parts(makes_venv=False) == {"libkerb.so.9": "libkerb9"}
    monkeypatch.setattr(dev, "TOOLS", {"sh": "dash", "kerb": "kerb-utils"})
    assert dev.missing_parts(makes_venv=False, tests=True) == {"libkerb.so.9": "libkerb9", "kerb": "kerb-utils"}
    monkeypatch.setenv("DISPLAY", ":9")
    assert dev.missing_parts(makes_venv=False) == {"libkerb.so.9": "libkerb9", "libgravel.so.1": "libgravel1"}


def test_it_misses_venv_only_when_it_must_make_one(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert dev.missing_parts(makes_venv=True).get("ensurepip") == f"{version}-venv"
    assert "ensurepip" not in dev.missing_parts(makes_venv=False)


class Packager:
    """A stand-in for apt-get (and sudo) on the path, which writes down how it is called."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.log = folder / "log"
        self.folder = folder
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        self.program("sudo", '[ "$1" = -n ] && shift; exec "$@"')

    def program(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def apt(self, body: str) -> None:
        self.program("apt-get", f'shift 2; echo "$DEBIAN_FRONTEND $*" >> {self.log}; case $1 in\n{body}\nesac')

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def packager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packager:
    return Packager(tmp_path, monkeypatch)


INSTALL = "noninteractive install --yes --no-install-recommends libkerb9 libgravel1"
MISSING = {"libkerb.so.9": "libkerb9", "libgravel.so.1": "libgravel1", "libgravel.so.2": "libgravel1"}


def test_apt_brings_what_is_missing(dev: ModuleType, packager: Packager, capfd: pytest.CaptureFixture[str]) -> None:
    packager.apt("install) echo much said;;")
    dev.SetUp().bring_system_parts(MISSING)
    assert packager.calls == [INSTALL]
    assert capfd.readouterr().err == "Installing system packages: libkerb9 libgravel1\n"


def test_apt_is_updated_only_when_it_does_not_know_them(
    dev: ModuleType, packager: Packager, capfd: pytest.CaptureFixture[str]
) -> None:
    packager.apt(f"update) touch {packager.folder}/known;; install) [ -e {packager.folder}/known ] || exit 100;;")
    dev.SetUp().bring_system_parts(MISSING)
    assert packager.calls == [INSTALL, "noninteractive update", INSTALL]
    assert capfd.readouterr().err == "Installing system packages: libkerb9 libgravel1\n"


def test_when_apt_fails_its_words_are_shown_and_the_parts_named(
    dev: ModuleType, packager: Packager, capfd: pytest.CaptureFixture[str]
) -> None:
    packager.apt("install) echo no space left; exit 100;;")
    with pytest.raises(dev.Stop, match=r"libkerb\.so\.9.*libkerb9 libgravel1"):
        dev.SetUp().bring_system_parts(MISSING)
    assert "no space left" in capfd.readouterr().err


def test_without_apt_the_parts_are_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        dev.Stop, match=r"^Missing: libkerb\.so\.9, .*\(Debian: libkerb9 libgravel1\), then run this again\.$"
    ):
        dev.SetUp().bring_system_parts(MISSING)


def test_nothing_missing_calls_nothing(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    dev.SetUp().bring_system_parts({})
