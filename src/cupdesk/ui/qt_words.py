"""Qt's own words (buttons of file and print dialogs) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication


def running() -> QApplication:
    """The running application."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


class QtWords:
    """Qt speaks English by itself; for another language its shipped translation is installed."""

    def __init__(self) -> None:
        self._installed: QTranslator | None = None

    def turn_to(self, language: str, application: QApplication) -> None:
        """Let Qt speak a language."""
        if self._installed is not None:
            application.removeTranslator(self._installed)
            self._installed = None
        translator = QTranslator()
        place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and translator.load(f"qtbase_{language}", place):
            application.installTranslator(translator)
            self._installed = translator
