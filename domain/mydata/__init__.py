"""What is held about one person: to see, to take along, to correct, to have deleted."""
