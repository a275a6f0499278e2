"""Staff: accounts, sessions and invitations; acts, roles and the one rule that permits."""
