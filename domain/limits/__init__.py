"""Exact counters: N of N pass, however many processes ask at once."""
