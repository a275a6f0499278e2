"""The tamper-evident record of acts: who did what about whom, by field names, never values."""
