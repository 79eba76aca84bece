"""Quản trị: office, people, devices, text, copies, catalogue, and what this machine is."""
