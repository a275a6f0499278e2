"""Words every room uses: colours, actors, days, ids, problems. Imports nothing of ours."""
