"""Which period of the policy each table is kept for; a test holds that every table stands here."""

from collections.abc import Mapping

FOREVER = ""
"""No personal data: kept as long as the service runs."""

KEPT: Mapping[str, str] = {
    "browser": "sessions",
    "staff_account": "staff",
    "staff_passkey": "staff",
    "staff_session": "sessions",
    "invitation": "staff",
    "shift": "staff",
    "challenge": "one_time_codes",
    "holder": "identities",
    "passkey": "identities",
    "claim": "claims",
    "code": "claims",
    "person": "identities",
    "document": "identities",
    "declaration": "answers",
    "draft": "drafts",
    "handle": "nonces",
    "together": "nonces",
    "status": "status_indexes",
    "status_list": FOREVER,
    "device_key": "identities",
    "told": "answers",
    "objection": "reviews",
    "lookup": "notices",
    "outbox": "notices",
    "one_time_code": "one_time_codes",
    "reminder": "identities",
    "push_subscription": "push_subscriptions",
    "counter": "counters",
    "fact": "signals",
    "area": FOREVER,
    "area_revision": FOREVER,
    "audit": "audit",
    "audit_pending": "audit",
    "audit_leaf": FOREVER,
    "audit_head": FOREVER,
    "venue": FOREVER,
    "entrance": FOREVER,
    "poster": FOREVER,
    "job": FOREVER,
    "service": FOREVER,
}
