"""How long each table is kept, and the purge that keeps to it."""
