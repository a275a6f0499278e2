"""At a door: the verdict on a shown code, and what staff did by it."""
