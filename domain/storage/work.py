"""The unit of work that verbs and queries are handed; nobody but its owner commits it."""

from sqlalchemy import Connection
from sqlmodel import Session


class Work:
    """A transaction in hand: `connection` for prebuilt Core, `session` for records."""

    __slots__ = ("_session", "connection")

    def __init__(self, connection: Connection, session: Session | None = None) -> None:
        """Wrap a connection that is in a transaction, and its session where there is one."""
        self.connection = connection
        self._session = session

    @property
    def session(self) -> Session:
        """Give the session, made when first asked for: hot reads never need it."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False, autoflush=False)
        return self._session

    def release(self) -> None:
        """Let go of the session's records."""
        if self._session is not None:
            self._session.close()
            self._session = None
