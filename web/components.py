"""Which components may be copied to where they are called, and what is put there (web/placing.py).

A component of Jinja's is a macro: a function with a context of its own. Its text alone says the
same where it needs nothing but its arguments and what every template has.
"""

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, nodes

_CALLER = "caller"
_OWN_NAMES = frozenset({_CALLER, "varargs", "kwargs"})
# Where what is written stands inside of one of these, a name may mean another thing.
_ROUND = (nodes.For, nodes.CallBlock, nodes.Macro)
_SETTING = (
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Block,
    nodes.CallBlock,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Macro,
)


def is_simple(environment: Environment, macro: nodes.Macro) -> bool:
    """Tell whether a component needs nothing but its arguments and what every template has.

    One that wraps has the block it is called with besides.
    """
    if any(not isinstance(each, nodes.Const) for each in macro.defaults):
        return False
    used = {each.name for each in macro.find_all(nodes.Name)} - _names_of(macro)
    if wraps(macro):
        used.discard(_CALLER)
    return used <= environment.globals.keys() and not used & _OWN_NAMES


def wraps(macro: nodes.Macro) -> bool:
    """Tell whether a component writes the block that it is called with, once and as it is."""
    asked = sum(each.name == _CALLER for each in macro.find_all(nodes.Name))
    written = sum(is_caller(each) for out in macro.find_all(nodes.Output) for each in out.nodes)
    return asked == written == 1 and not any(macro.find_all(_ROUND))


def stands_apart(macro: nodes.Macro, block: list[nodes.Node]) -> bool:
    """Tell whether a block means the same inside a component: it shares no name, and sets none."""
    body = nodes.Scope(block)
    used = {each.name for each in body.find_all(nodes.Name)}
    return not used & (_names_of(macro) | _OWN_NAMES) and not any(body.find_all(_SETTING))


def is_caller(node: nodes.Node) -> bool:
    """Tell whether an expression is the block that a component is called with."""
    match node:
        case nodes.Call(
            node=nodes.Name(name=name), args=[], kwargs=[], dyn_args=None, dyn_kwargs=None
        ):
            return bool(name == _CALLER)
        case _:
            return False


def bound_of(macro: nodes.Macro, call: nodes.Call) -> list[nodes.Expr] | None:
    """Give the values of a component's arguments in order, None where one is missing or strange."""
    names = [each.name for each in macro.args]
    given: dict[str, nodes.Expr] = dict(zip(names, call.args, strict=False))
    given |= {each.key: each.value for each in call.kwargs}
    defaults: Sequence[nodes.Expr] = macro.defaults
    spare = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    if len(call.args) > len(names) or not given.keys() <= set(names):
        return None
    if any(name not in given and name not in spare for name in names):
        return None
    return [copied(given.get(name) or spare[name]) for name in names]


def copied(value: Any) -> Any:
    """Copy a tree, or a list of trees, so that each place has its own."""
    if isinstance(value, nodes.Node):
        fresh = object.__new__(type(value))
        for name in value.fields:
            setattr(fresh, name, copied(getattr(value, name)))
        for name in value.attributes:
            setattr(fresh, name, getattr(value, name, None))
        return fresh
    if isinstance(value, (list, tuple)):
        return type(value)(copied(each) for each in value)
    return value


def _names_of(macro: nodes.Macro) -> set[str]:
    """Give the names that a component binds: its arguments and what it sets."""
    bound = {each.name for each in macro.find_all(nodes.Name) if each.ctx in {"store", "param"}}
    return bound | {each.name for each in macro.args}
