"""Qt's own words (buttons of file and print dialogs) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "qt_words"


def running() -> QApplication:
    """The running application."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def let_qt_speak(language: str, application: QApplication) -> None:
    """Turn Qt to a language: English by itself, another one by its shipped translation, kept by the application."""
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.setParent(None)
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and translator.load(f"qtbase_{language}", place):
        application.installTranslator(translator)
