"""The phone and the people on it: browser tokens, holders, claims and who is shown now."""
