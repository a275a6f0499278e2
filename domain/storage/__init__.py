"""The one door to the database, the unit of work, sealing, jobs and the service's mode."""
