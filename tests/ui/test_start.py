"""The road to a usable window brings in nothing that only a later step needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cupdesk.resources import resource
from cupdesk.seasons.file import load
from cupdesk.store.file import Store

LATER = (
    "sqlalchemy",
    "sqlmodel",
    "alembic",
    "pydantic",
    "openpyxl",
    "typst",
    "segno",
    "cupdesk.seasons.checks",
    "cupdesk.seasons.file",
)
START = f"""
import sys
from pathlib import Path
from cupdesk.ui.app import application
from cupdesk.ui.main_window import MainWindow
from cupdesk.ui.settings import Settings
app = application()
window = MainWindow(None, Settings(Path(sys.argv[2])))
assert window.files.open_path(Path(sys.argv[1]))
window.show()
app.processEvents()
assert app.styleSheet() and window.page.session.tabs.font().family() == app.font().family()
print([name for name in {LATER} if name in sys.modules])
window.close()
"""


def test_a_window_opens_on_a_file_without_what_comes_later(tmp_path: Path) -> None:
    file = tmp_path / "cup.cupdesk"
    store = Store.create(file)
    store.add_season(load(resource("seasons", "pccf-2023.json")))
    store.close()
    run = subprocess.run(
        [sys.executable, "-c", START, str(file), str(tmp_path / "settings.ini")],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert run.stdout == "[]\n"
