"""Nhắc nhận kết quả."""
