"""What a page of this area is asked with: a form by its action, and its token."""

from tests.browse import Browse, Page
from tests.codes import Opened


def send(browse: Browse, path: str, action: str, status: int = 200) -> Page:
    """Open a page and send its form of this action, as its button does."""
    page = browse.get(path)
    at = [form.get("action") for form in page.forms()].index(action)
    return browse.send(page, status, form=at)


def prove(phone: Opened) -> None:
    """Show who holds a phone by typing the document's number, as its page asks."""
    prove_by(phone.browser, f"TEST{phone.number:05d}")


def prove_by(browse: Browse, number: str) -> None:
    """Show it with this number."""
    page = browse.get("/me")
    assert page.path.startswith("/confirm")
    browse.send(page, number=number)
