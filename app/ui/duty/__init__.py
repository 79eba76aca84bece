"""Sự cố & thiết bị."""
