"""What a page of this area is asked with: a form by its action, and its token."""

from tests.browse import Browse, Page


def send(browse: Browse, path: str, action: str, status: int = 200) -> Page:
    """Open a page and send its form of this action, as its button does."""
    page = browse.get(path)
    at = [form.get("action") for form in page.forms()].index(action)
    return browse.send(page, status, form=at)
