"""Hồ sơ: one dossier, its facts, its life, and the next step."""
