"""Bài học: the lessons of a training profile."""
