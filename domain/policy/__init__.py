"""The rule files as data: colours, limits, retention; and the context every verb is handed."""
