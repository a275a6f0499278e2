"""Databases by their place: a file's path is SQLite, a URL is PostgreSQL."""

from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import SQLModel

from domain.storage.door import Database
from domain.storage.migrate import load_records
from domain.storage.postgres import PostgresDatabase, postgres_engine
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine

Place = Path | str


def empty_file(path: Path) -> Path:
    """Make a file with our tables; quicker than its migrations."""
    load_records()
    engine = sqlite_engine(path)
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return path


def open_engine(place: Place) -> Engine:
    """Give an engine of a place."""
    return postgres_engine(place, 4) if isinstance(place, str) else sqlite_engine(place)


def open_door(place: Place) -> Database:
    """Open one more door to a place, as another process would."""
    return PostgresDatabase(place) if isinstance(place, str) else SQLiteDatabase(place)
