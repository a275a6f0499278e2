"""What is true with no web and no phone: the rules, the records and the verbs of the health code."""
