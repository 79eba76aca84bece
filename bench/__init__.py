"""Measurements as ratios to a floor in the same run: medians, never timed tests."""
