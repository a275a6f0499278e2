"""Taking it along: JSON of a documented form, all of one's own in it and nothing of another's."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from domain.audit.note import Act
from domain.declaration.begin import begin_again
from domain.declaration.values import Relationship
from domain.healthcode.objecting import object_to_claim
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.mydata.export import download
from domain.mydata.exported import FORM, MyData
from tests.domain.acts import Books, in_contact
from tests.domain.mydata.people import OTHER_NUMBER, declared, declared_for, phone

SCHEMA = Path(__file__).parents[3] / "docs/my-data.schema.json"


def taken(books: Books, person: object, holder: object) -> MyData:
    ctx = books.context(holder)  # type: ignore[arg-type] # an id
    content = download(books.work, ctx, person, holder)  # type: ignore[arg-type] # ids
    assert content.startswith(b"{\n")
    return msgspec.json.decode(content, type=MyData)


def test_it_holds_everything_of_one_s_own(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine, health=in_contact(date(2020, 4, 6)))
    declared(books, stranger, phone=OTHER_NUMBER, name="李四")
    object_to_claim(books.work, books.context(mine), person, mine, stranger)
    begin_again(books.work, books.context(mine), mine, person)
    found = taken(books, person, mine)
    assert (found.form, found.seen_as) == (FORM, "self")
    assert found.identity.name == "王小明"
    assert found.identity.document_number == "TEST00001"
    assert [each.by_this_phone for each in found.declarations] == [False, True]
    told = found.declarations[1].health
    assert told is not None
    assert (told.contact, told.contact_on) == ("yes", date(2020, 4, 6))
    assert found.code is not None
    assert (found.code.colour, found.code.rule_set) == ("red", "YN-2020-04")
    assert [each.state for each in found.phones] == ["standing", "pending"]
    assert [each.about for each in found.objections] == ["claim"]
    assert found.this_phone.draft is not None
    assert found.this_phone.draft.typed["name"] == ("王小明",)
    assert Act.DOWNLOADED in {each.act for each in found.history}
    assert "李四" not in str(found)


def test_a_stranger_s_holds_what_they_typed_and_nothing_else(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine, health=in_contact())
    declared(books, stranger, phone=OTHER_NUMBER, name="李四")
    found = taken(books, person, stranger)
    text = json.dumps(msgspec.to_builtins(found), ensure_ascii=False)
    assert "李四" in text
    assert "王小明" not in text
    assert "13900000001" not in text
    assert [each.by_this_phone for each in found.declarations] == [True]
    assert {each.by for each in found.history} == {"this_phone"}


@pytest.mark.parametrize("who", [Relationship.SELF, Relationship.CHILD])
def test_no_id_of_ours_is_in_it(books: Books, who: Relationship) -> None:
    mine = phone(books)
    person = declared_for(books, mine, who)
    content = download(books.work, books.context(mine), person, mine).decode()
    for ours in (person, mine):
        assert str(ours) not in content
        assert ours.hex not in content


def test_nobody_takes_what_is_not_theirs(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    with pytest.raises(DomainError) as refused:
        download(books.work, books.context(mine), person, random_id())
    assert refused.value.code is Refusal.NOT_FOUND


def test_the_documented_schema_is_the_form() -> None:
    made = json.dumps(msgspec.json.schema(MyData), indent=2, ensure_ascii=False, sort_keys=True)
    assert SCHEMA.read_text("utf-8") == made + "\n", "write docs/my-data.schema.json anew"
