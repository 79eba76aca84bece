"""Lịch hẹn."""
