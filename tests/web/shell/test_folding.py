"""Folded templates say what unfolded ones say, byte for byte; and stay as strict and as safe."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from tests.browse import Browse
from tests.servers import Server, serving, settings_at
from web.folding import FoldingEnvironment, said

LAYOUT = (
    "<html>{% block title %}none{% endblock %}|{% block main %}{% endblock %}|{{ foot }}</html>"
)
PARTS = """
{% macro inner(a) %}<i>{{ a }}</i>{% endmacro %}
{% macro tag(colour, text='-') %}<b class="{{ colour }}">{{ inner(text) }}</b>{% endmacro %}
{% macro greedy(a) %}{{ a }}{{ varargs|length }}{{ elsewhere }}{% endmacro %}
{% macro box(kind='') %}<p class="{{ kind }}">{{ tag(kind) }}{{ caller() }}</p>{% endmacro %}
{% macro twice() %}{{ caller() }}{{ caller() }}{% endmacro %}
{% macro each_of(values) %}{% for value in values %}{{ caller() }}{% endfor %}{% endmacro %}
"""
PAGE = """{% extends layout %}
{% from "parts.html" import tag, tag as label, greedy %}
{% set head = 'H' if look == 'live' else _('Green') %}
{% block title %}{{ head }}{% endblock %}
{% block main %}
{{ tag(colour, name) }}{{ label('x') }} {{ greedy(1) }}
{% for each in many %}{% include "_each.html" %}{% endfor %}
{% if language.key == 'zh' %}Z{% else %}E{% endif %}{{ asset('a.css') }} {{ _('Red') }}
{% endblock %}
"""
OFFICE = """{% extends layout %}
{% block title %}office{% endblock %}
{% block main %}<nav>{{ foot }}</nav>{% block office %}{% endblock %}{% endblock %}
"""
ROOM = """{% extends "office.html" %}
{% block office %}<p>{{ name }}</p>{% endblock %}
"""
EACH = "[{{ each }}{{ tail }}]"
BOXES = """{% from "parts.html" import box, twice, each_of %}
{% call box('a&') %}
{{ name }}{% for each in many %}{{ each }}{{ loop.index }}{% endfor %}
{% endcall %}
{% set kind = 'outer' %}
{% call box('inner') %}{{ kind }}{% endcall %}
{% call twice() %}{{ name }}{% endcall %}
{% for each in many %}{% call each_of(many) %}{{ loop.index }}{{ each }}{% endcall %}{% endfor %}
{% include "_boxed.html" %}
"""
BOXED = """{% from "parts.html" import box as frame %}
{% call frame() %}{% if many %}{{ tail }}{% endif %}{% set tail = 'x' %}{% endcall %}
{% call frame(look) %}{{ tail }}{% endcall %}
"""


def environment(*, placed: bool, language: str = "zh") -> FoldingEnvironment:
    files = {"layout.html": LAYOUT, "parts.html": PARTS, "page.html": PAGE, "_each.html": EACH}
    files |= {"boxes.html": BOXES, "_boxed.html": BOXED}
    files |= {"office.html": OFFICE, "room.html": ROOM}
    env = FoldingEnvironment(
        language,
        loader=DictLoader(files),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=not placed,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined] # the extension adds it
    env.globals.update(asset=lambda name: f"/static/{name}", elsewhere="E", foot="F")
    env.fixed.update(asset=lambda name: f"/static/{name}", layout="layout.html", foot="F")
    return env


VALUES = {"look": "live", "colour": "g<r", "name": "<王>", "many": ["<", 2], "tail": "!"}


def test_a_layout_stands_in_a_layout() -> None:
    one, two = (
        environment(placed=placed).get_template("room.html").render(VALUES)
        for placed in (True, False)
    )
    assert one == two
    assert "office|<nav>F</nav><p>&lt;王&gt;</p>|F" in one


@pytest.mark.parametrize("language", ["zh", "en"])
def test_parts_in_place_say_the_same(language: str) -> None:
    one, two = (
        environment(placed=placed, language=language).get_template("page.html").render(VALUES)
        for placed in (True, False)
    )
    assert one == two
    assert '<b class="g&lt;r"><i>&lt;王&gt;</i></b><b class="x"><i>-</i></b> 10E' in one
    assert "[&lt;!][2!]" in one
    assert ("红码" in one) is (language == "zh")
    assert one.startswith("<html>H|")


def test_blocks_in_components_say_the_same() -> None:
    """Also where a name of the component's, a loop of it or a block used twice is in the way."""
    one, two = (
        environment(placed=placed).get_template("boxes.html").render(VALUES)
        for placed in (True, False)
    )
    assert one == two
    assert '<p class="a&amp;"><b class="a&amp;"><i>-</i></b>\n&lt;王&gt;&lt;122\n</p>' in one
    assert '<p class="inner"><b class="inner"><i>-</i></b>outer</p>' in one
    assert '<p class="live"><b class="live"><i>-</i></b>!</p>' in one


def test_a_block_in_a_plain_component_leaves_no_call() -> None:
    source = '{% from "parts.html" import box %}{% call box("a") %}{{ name }}{% endcall %}'
    made = environment(placed=True).compile(source, "page.html", raw=True)
    assert "caller" not in made
    assert "parts.html" not in made


def test_what_is_not_given_fails_as_ever() -> None:
    for missing in ("tail", "colour", "name", "many"):
        given = {name: value for name, value in VALUES.items() if name != missing}
        with pytest.raises(UndefinedError, match=missing):
            environment(placed=True).get_template("page.html").render(given)


def test_nothing_constant_is_left_to_look_up() -> None:
    env = environment(placed=True)
    source = env.compile(PAGE, "page.html", raw=True)
    assert "/static/a.css" in source
    assert "红码" in source
    for gone in ("'asset'", "'language'", "_each.html", "'layout'", "'tag'"):
        assert gone not in source
    assert "greedy" in source


PLACES = "_('Mark of the day: %(name)s', name=value)"


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_messages_with_places_say_what_jinja_says(value: object) -> None:
    """Their text becomes part of the page; what stands in the places is escaped as ever."""
    env = environment(placed=True, language="en")
    source = f"{{{{ {PLACES} }}}}"
    assert "context.call(" not in env.compile(source, raw=True)
    looked_up = env.from_string(f"{{% set said = {PLACES} %}}{{{{ said }}}}").render(value=value)
    assert env.from_string(source).render(value=value) == looked_up


def test_messages_with_places_are_said_in_the_language() -> None:
    env = environment(placed=True)
    assert env.from_string(f"{{{{ {PLACES} }}}}").render(value="<") == "今日图标\uff1a&lt;"


@pytest.mark.parametrize(
    "call",
    [
        "_('100%% of %(name)s', name=value)",
        "_('%(name)s and %(name)s', name=value)",
        "_('%(name)03d', name=7)",
        "_('%(name)s', name=value, other=value)",
        "_(value, name=value)",
        "_('%(name)s', **{'name': value})",
        "ngettext('%(num)s day left', '%(num)s days left', 2)",
    ],
)
def test_other_messages_are_left_to_jinja(call: str) -> None:
    env = environment(placed=True)
    assert "context.call(" in env.compile(f"{{{{ {call} }}}}", raw=True)
    plain = env.from_string(f"{{% set said = {call} %}}{{{{ said }}}}").render(value="<>")
    assert env.from_string(f"{{{{ {call} }}}}").render(value="<>") == plain


def test_what_takes_nothing_is_called_as_it_is() -> None:
    env = environment(placed=True)
    env.globals.update(made=lambda: "<m>")
    env.plain = frozenset({"made"})
    source = "{% for each in (1, 2) %}{{ made() }}{% endfor %}{{ asset('x') }}{{ other(made()) }}"
    assert env.compile(source, raw=True).count("context.call(") == 1
    said_by = env.from_string(source).render(other=lambda text: f"({text})")
    assert said_by == "&lt;m&gt;&lt;m&gt;/static/x(&lt;m&gt;)"
    with pytest.raises(UndefinedError, match="made"):
        FoldingEnvironment("en", autoescape=True, undefined=StrictUndefined).from_string(
            "{{ made() }}"
        ).render()


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_values_are_escaped_as_markup_escapes_them(value: object) -> None:
    assert said(value) == str(escape(value))
    assert type(said(value)) is str


def test_pages_are_the_same_whether_files_are_watched_or_not(
    server: Server, tmp_path: Path
) -> None:
    """Where files are watched nothing is put in place: the same page by Jinja's own means."""
    settings = settings_at(tmp_path, reload=True, hotline=server.settings.hotline)
    with serving(settings) as watched:
        other = Browse(watched.address)
        for path in ("/", "/help", "/declare/who", "/nothing", f"/C/{'A' * 32}"):
            plain = other.fetch("GET", path).text
            folded = Browse(server.address)
            assert _steady(folded.fetch("GET", path).text) == _steady(plain), path
            folded.close()
        other.close()


def _steady(page: str) -> str:
    """Leave out what is another in every answer: tokens, draft ids."""
    return re.sub(r'value="[^"]{36,}"', "", page)
