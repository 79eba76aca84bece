"""The composition root: the only place that builds stores, services and pages."""
