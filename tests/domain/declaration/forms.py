"""Filled-in forms of a resident and of a traveller, and the day on which they are read."""

from datetime import UTC, datetime

from domain.declaration.terms import Terms

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 11:00 in Beijing
TERMS = Terms(NOW)
Typed = dict[str, tuple[str, ...]]


def typed(**fields: str | tuple[str, ...]) -> Typed:
    return {name: value if isinstance(value, tuple) else (value,) for name, value in fields.items()}


RESIDENT = typed(
    name="王秀英",
    phone="13887301234",
    region="CN",
    kind="resident_id",
    number="532528196005020024",
    outside="no",
    prefecture="5325",
    county="532528",
    township="532528101",
    address="菜园村12号",
    occupation="farming",
    contact="no",
    abroad="no",
    symptoms="none",
)
TRAVELLER = typed(
    name="Nguyễn Thị Hoa",
    phone="0912345678",
    region="VN",
    kind="passport",
    number="C1234567",
    nationality="VN",
    gender="female",
    born_year="1994",
    born_month="5",
    born_day="2",
    outside="yes",
    departure="VN",
    left_day="2026-11-23",
    transport="plane",
    transport_number="mu 9812",
    seat="12A",
    arrival_day="2026-11-25",
    arrival_time="09:30",
    leg_1_place="Guangzhou airport",
    leg_1_transport="train",
    leg_1_number="G405",
    leg_1_day="2026-11-24",
    prefecture="5325",
    county="532528",
    township="532528101",
    address="Terrace Inn, room 3",
    occupation="none",
    contact="unknown",
    abroad="yes",
    abroad_where="VN",
    entered_day="2026-11-24",
    symptoms=("cough",),
    since_day="2026-11-22",
)
