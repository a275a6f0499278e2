"""The demo: made-up people of Yuanyang county, and the page that opens their phones.

Only demo mode imports this; a service in earnest has neither the people nor the page.
"""
