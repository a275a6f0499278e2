"""The made-up people who show risk, time and families; every one of them is of some interest."""

from datetime import date

from domain.declaration.values import Occupation, Relationship, Symptom
from domain.people.documents import Document, DocumentKind
from domain.people.gender import Gender
from domain.signals.facts import FactKind
from web.demo.cast import MadeUp, resident, told
from web.demo.stories import (
    FactTold,
    Telling,
    at_home,
    came_by_train,
    entered,
    met_a_case,
    unwell,
    walked_in,
    well,
)
from web.i18n import mark

LISTED_AREA = "2310"
WANG = resident("532528198808081014")

ORDINARY = (
    MadeUp(
        1,
        "王小明",
        WANG,
        mark("The plainest case: declared today, nothing to report, green for 14 days."),
        address="稻香路8号",
    ),
    MadeUp(
        2,
        "李雷",
        resident("532528198505051010"),
        mark("A family of four on one phone: switch between them, renew them together."),
        town="102",
        occupation=Occupation.EMPLOYED,
        employer="新街镇中心小学(演示)",
        tellings=told(12, 3),
    ),
    MadeUp(
        2,
        "韩梅梅",
        resident("532528198703030026"),
        mark("On her husband's phone; her own days run on their own."),
        town="102",
        relationship=Relationship.OTHER,
        tellings=told(9),
    ),
    MadeUp(
        2,
        "李秀英",
        resident("532522193204150022"),
        mark("Born in 1932, no phone; the county code of her ID was replaced in 2010."),
        town="102",
        relationship=Relationship.PARENT,
        occupation=Occupation.RETIRED,
        tellings=told(12),
    ),
    MadeUp(
        2,
        "李小雷",
        Document(DocumentKind.BIRTH_CERTIFICATE, "U530012345"),
        mark("A newborn with a birth certificate, declared for by his father."),
        town="102",
        newborn=True,
        gender=Gender.MALE,
        relationship=Relationship.CHILD,
        occupation=Occupation.NONE,
        tellings=told(3),
    ),
    MadeUp(
        3,
        "陈守时",
        resident("532528197909111046"),
        mark("Declared 14 days ago: green until midnight, and the page asks to renew."),
        town="103",
        tellings=told(14),
    ),
    MadeUp(
        4,
        "杨文山",
        resident("532528199302143067"),
        mark("Two days left: reminded at every check."),
        town="203",
        tellings=told(12),
    ),
)

AT_RISK = (
    MadeUp(
        5,
        "刘远行",
        resident("532528197607202057"),
        mark("Came home by train from an area that was listed while he stayed there."),
        town="204",
        tellings=(Telling(1, well, came_by_train(LISTED_AREA, "K9832", "07车12号", 2)),),
        occupation=Occupation.EMPLOYED,
        employer="某建筑队(演示)",
    ),
    MadeUp(
        6,
        "赵温",
        resident("532528199009291036"),
        mark("A dry cough since yesterday and no exposure: yellow, to be examined."),
        town="205",
        tellings=(Telling(0, unwell(Symptom.COUGH), at_home),),
    ),
    MadeUp(
        7,
        "周明远",
        resident("532528199601182023"),
        mark("Declared close contact with a case four days ago: red for 14 days from then."),
        town="206",
        tellings=(Telling(1, met_a_case(3), at_home),),
    ),
    MadeUp(
        8,
        "Nguyễn Thị Hoa",
        Document(DocumentKind.PASSPORT, "C0000017"),
        mark("Walked in from Vietnam three days ago: red for 14 days from entry."),
        nationality="VN",
        born=date(1991, 4, 30),
        gender=Gender.FEMALE,
        tellings=(Telling(2, entered("VN", 1), walked_in("VN", 1)),),
        occupation=Occupation.NONE,
    ),
    MadeUp(
        9,
        "ສົມສັກ ວົງສາ",
        Document(DocumentKind.PASSPORT, "P0000029"),
        mark("From Laos, now with a fever: red, to the designated hospital, not home."),
        nationality="LA",
        born=date(1979, 12, 2),
        gender=Gender.MALE,
        tellings=(
            Telling(0, entered("LA", 4, Symptom.FEVER, temperature=38.2), walked_in("LA", 4)),
        ),
        occupation=Occupation.NONE,
    ),
    MadeUp(
        10,
        "马则鲁",
        resident("532528196508120019"),
        mark("His code had run out; then the office recorded a confirmed case: red all the same."),
        town="212",
        tellings=told(20),
        facts=(FactTold(FactKind.CONFIRMED, 3, 2),),
    ),
    MadeUp(
        11,
        "何婉",
        resident("532528197105061020"),
        mark("Declared well, but the office knows of close contact: the official fact counts."),
        town="213",
        tellings=told(4),
        facts=(FactTold(FactKind.CLOSE_CONTACT, 5, 1),),
    ),
    MadeUp(
        12,
        "郑归",
        resident("53252819830111004X"),
        mark("Discharged from hospital ten days ago: red for four more days."),
        town="211",
        tellings=told(1),
        facts=(FactTold(FactKind.CONFIRMED, 24, 23), FactTold(FactKind.DISCHARGED, 10, 10, 0)),
    ),
    MadeUp(
        13,
        "吴疑",
        resident("532528199507231060"),
        mark("Suspected last week, then ruled out: green again at once."),
        town="210",
        tellings=told(5),
        facts=(FactTold(FactKind.SUSPECTED, 4, 4), FactTold(FactKind.EXCLUDED, 2, 2, 0)),
    ),
    MadeUp(
        14,
        "孙晓梅",
        resident("532528195804040019"),
        mark("Declared 20 days ago and not since: grey, which is no finding of risk."),
        town="209",
        tellings=told(20),
    ),
    MadeUp(
        15,
        "王小明",
        WANG,
        mark("Another phone claims the document of the first: grey until somebody has seen it."),
    ),
)
