"""Bytes from anywhere: what reads them refuses cleanly, in bounded memory."""
