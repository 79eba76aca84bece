"""The window: pages, widgets, theme, keys. It sees services only through callables."""
