"""One set of widgets for every page; they name roles of the theme, never colours or sizes."""
