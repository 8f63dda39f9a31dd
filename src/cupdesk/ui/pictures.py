"""A picture of the window, drawn without showing it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cupdesk.ui.app import application
from cupdesk.ui.main_window import USUAL, MainWindow
from cupdesk.ui.settings import Settings

if TYPE_CHECKING:
    from cupdesk.desk import Desk


def picture_of(desk: Desk, session: str, language: str, to: Path, *, tab: str = "classification") -> None:
    """Write a PNG of the window on one screen of a session of this desk; the desk stays open."""
    running = application()
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "cupdesk.ini")
        settings.language = settings.document_language = language
        window = MainWindow(desk, settings)
        window.resize(USUAL)
        window.show()
        window.travel.to_session(session, tab)
        running.processEvents()
        window.grab().save(str(to))
        window.leave_desk()
        window.close()
