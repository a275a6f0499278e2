"""Venues: their kinds, entrances and posters, and who came through which entrance when."""
