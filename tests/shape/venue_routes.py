"""The routes of venues with their act and who may use them: a part of `test_routes.py`."""

from domain.accounts.acts import Act
from domain.kernel.actor import Role

_TERRITORY = frozenset({Role.TOWNSHIP, Role.COUNTY, Role.PREFECTURE, Role.PROVINCE})
_OWN = frozenset({Role.VENUE})
_ALL = frozenset(Role)
VENUES: dict[str, tuple[Act, frozenset[Role]]] = {
    "GET /venues/ask": (Act.ASK_FOR_VENUE, _ALL),
    "POST /venues/ask": (Act.ASK_FOR_VENUE, _ALL),
    "GET /venues": (Act.SETTLE_VENUE, _TERRITORY),
    "GET /venues/at/{venue:str}": (Act.SETTLE_VENUE, _TERRITORY),
    "POST /venues/confirm": (Act.SETTLE_VENUE, _TERRITORY),
    "POST /venues/refuse": (Act.SETTLE_VENUE, _TERRITORY),
    "POST /venues/close": (Act.SETTLE_VENUE, _TERRITORY),
    "POST /venues/replace": (Act.SETTLE_VENUE, _TERRITORY),
    "POST /venues/posters": (Act.SETTLE_VENUE, _TERRITORY),
    "GET /venues/import": (Act.IMPORT_VENUES, _TERRITORY),
    "POST /venues/import": (Act.IMPORT_VENUES, _TERRITORY),
    "GET /venues/import/sheet": (Act.IMPORT_VENUES, _TERRITORY),
    "GET /venues/mine": (Act.RUN_VENUE, _OWN),
    "GET /venues/mine/details": (Act.RUN_VENUE, _OWN),
    "POST /venues/mine/details": (Act.RUN_VENUE, _OWN),
    "GET /venues/mine/persons": (Act.RUN_VENUE, _OWN),
    "POST /venues/mine/persons": (Act.RUN_VENUE, _OWN),
    "GET /venues/mine/entrance": (Act.RUN_VENUE, _OWN),
    "GET /venues/mine/entrance/{entrance:str}": (Act.RUN_VENUE, _OWN),
    "POST /venues/mine/entrance": (Act.RUN_VENUE, _OWN),
    "POST /venues/mine/entrance/close": (Act.RUN_VENUE, _OWN),
    "POST /venues/mine/replace": (Act.RUN_VENUE, _OWN),
    "POST /venues/mine/posters": (Act.RUN_VENUE, _OWN),
}
