"""What parameters of the routes of venues and doors name: rows of `rows.py` in a file apart."""

from collections.abc import Mapping

_VENUE, _ENTRANCE = {"venue": "venue"}, {"entrance": "entrance"}
# Routes of officers, managers and doors → what each parameter names, as a kind's value.
STAFF: Mapping[str, Mapping[str, str]] = {
    "GET /venues": {},
    "GET /venues/at/{venue:str}": _VENUE,
    "POST /venues/confirm": _VENUE,
    "POST /venues/refuse": _VENUE,
    "POST /venues/close": _VENUE,
    "POST /venues/replace": {**_VENUE, **_ENTRANCE},
    "POST /venues/posters": {**_VENUE, **_ENTRANCE},
    "GET /venues/import": {},
    "POST /venues/import": {},
    "GET /venues/import/sheet": {},
    "GET /venues/mine": {},
    "GET /venues/mine/details": {},
    "POST /venues/mine/details": {},
    "GET /venues/mine/persons": {},
    "POST /venues/mine/persons": {},
    "GET /venues/mine/entrance": {},
    "GET /venues/mine/entrance/{entrance:str}": _ENTRANCE,
    "POST /venues/mine/entrance": _ENTRANCE,
    "POST /venues/mine/entrance/close": _ENTRANCE,
    "POST /venues/mine/replace": _ENTRANCE,
    "POST /venues/mine/posters": _ENTRANCE,
    "GET /verify": {},
    "POST /verify": {},
    "GET /verify/now": {},
    "POST /verify/admit": {},
    "POST /verify/deliver": {},
    "GET /verify/document": {},
    "POST /verify/document": {},
    "GET /staff/alerts": {},
    "POST /staff/alerts/take": {},
    "GET /staff/figures": {},
    "GET /venues/gates": {},
    "POST /venues/gates": {},
    "POST /venues/gates/end": {},
}
ASKING: Mapping[str, str] = {
    "kind": "farmers_market",
    "zh": "防守农贸市场",
    "prefecture": "5325",
    "county": "532528",
    "township": "532528213",
    "address": "马街村1号",
    "size": "small",
    "gate_1_zh": "东门",
    "person": "马大姐",
    "person_phone": "13900000999",
}
"""A form with which somebody asks for a venue."""
