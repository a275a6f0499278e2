"""Who may do what: acts, roles and the one rule that permits; staff accounts come later."""
