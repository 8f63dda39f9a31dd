"""The wheel: every shipped file is inside, and the program runs from it alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command outside the tree; what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=cwd, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A fresh environment with the wheel; what it depends on is lent by ours. The folder of its programs."""
    folder = wheel.parent / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / ("python.exe" if sys.platform == "win32" else "python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, "--disable-pip-version-check", wheel, cwd=wheel.parent)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=wheel.parent).strip())
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding=sys.getfilesystemencoding())
    return programs


def test_every_shipped_file_is_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = {path for path in (ROOT / "resources").rglob("*") if path.is_file()}
    code = {path for path in (ROOT / "src" / "cupdesk").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    wanted = {f"cupdesk/{path.relative_to(ROOT).as_posix()}" for path in shipped}
    wanted |= {f"cupdesk/resources/examples/{path.name}" for path in (ROOT / "tests" / "examples").iterdir()}
    wanted |= {path.relative_to(ROOT / "src").as_posix() for path in code}
    assert wanted - inside == set()
    assert {name for name in inside if ".dist-info/" not in name} - wanted == set()


def test_the_licence_is_inside(wheel: Path) -> None:
    assert [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("/LICENSE")]


def test_it_runs_from_the_wheel_alone(installed: Path) -> None:
    where = run(
        installed / "python", "-c", "import cupdesk, cupdesk.resources as r; print(r.resource('i18n'))", cwd=installed
    )
    assert Path(where.strip()).is_relative_to(installed.parent)
    run(installed / "cupdesk", "self-test", cwd=installed)
    assert json.loads(run(installed / "cupdesk", "schema", cwd=installed))["type"] == "object"
