"""The code that can be checked without a network: signed credentials, lists, keys and the verdict.

Pure: bytes, numbers and policy in, values out. The wire formats are written down in
docs/credential.md; the page's modules in web/static/js/credential/ do the same, and
tests/cases/credential/ holds both to the same answers.
"""
