"""A layout and its values that do not fit together: a bug of ours or of a province's layout file."""


class LayoutError(Exception):
    """Names the form and the place."""
