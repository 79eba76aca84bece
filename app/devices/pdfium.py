"""PDFium can do one thing at a time: printing and scans take turns."""

from threading import RLock

PDFIUM = RLock()
