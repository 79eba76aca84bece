"""What the program brings along: fonts, icons, forms, the catalogue and the design."""

from pathlib import Path

FOLDER = Path(__file__).parent
