"""The web: pages, forms and static files over the domain's verbs. Nothing happens at import."""
