"""What is told to whom outside our pages: one-time codes, reminders, their outbox."""
