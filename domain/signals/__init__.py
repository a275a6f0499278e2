"""Official facts about people and areas, and nothing else: no fact here is a colour."""
