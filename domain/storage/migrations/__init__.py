"""What Alembic runs to build and change the schema."""
