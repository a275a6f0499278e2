"""Declarations and facts become a colour with its reasons, by the rules of a policy set."""
