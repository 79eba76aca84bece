"""Tìm hồ sơ: what the scan box found."""
