"""The one Qt application object, typed."""

from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError(app)
    return app
