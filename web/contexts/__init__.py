"""What each page's template sees, as frozen dataclasses made from the domain's values."""
