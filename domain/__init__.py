"""What is true with no web and no phone: rules, records and verbs of the health code."""
