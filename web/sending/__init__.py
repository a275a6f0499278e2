"""The ways out of the house: gateways that take what waits in the outbox, and what it says."""
