from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel


def test_calls_that_return_nothing_lose_no_reference(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.10 and 3.11 aborts after some thousand of these: an upgrade must not bring that in."""
    label = QLabel()
    for _ in range(100_000):
        label.setText("x")
    assert label.text() == "x"
