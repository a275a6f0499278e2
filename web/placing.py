"""Parts and components of templates put in place before code is made of a template (ADR 10).

An include and a macro cost several times what they write, since each makes a context of its own.
A part included by its name, and a component called by itself where it is written, are copied to
where they stand; whatever is more than that stays a call.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

N = TypeVar("N", bound=nodes.Node)
_OWN_NAMES = frozenset({"caller", "varargs", "kwargs"})
# What a template does before its layout begins: learn components, set values.
_BEFORE = (nodes.FromImport, nodes.Import, nodes.Assign, nodes.AssignBlock, nodes.Macro)
_KEPT = (nodes.Extends, nodes.Block, nodes.Import, nodes.CallBlock)


def placed(environment: Environment, template: nodes.Template) -> nodes.Template:
    """Put a template into its layout, its parts and components in place; the tree is changed."""
    template.body = _in_layout(environment, template)
    _Placing(environment).visit(template)
    _drop_unused(template)
    return template


def _in_layout(environment: Environment, template: nodes.Template) -> list[nodes.Node]:
    """Give a template's body with the blocks of its layouts filled in.

    One that asks for a block by itself (`super()`, `self`) or chooses its layout as it runs is
    left as it is.
    """
    chain = [template]
    while (above := _layout_of(chain[-1])) is not None:
        chain.append(_parsed(environment, above))
    names = {each.name for tree in chain for each in tree.find_all(nodes.Name)}
    if len(chain) == 1 or any(chain[-1].find_all(nodes.Extends)) or names & {"self", "super"}:
        return template.body
    blocks: dict[str, nodes.Block] = {}
    for tree in chain:
        for block in tree.find_all(nodes.Block):
            blocks.setdefault(block.name, block)
    filled = _Filling(blocks).visit(chain[-1])
    before = [node for tree in chain[:-1] for node in tree.body if isinstance(node, _BEFORE)]
    return [*before, *filled.body]


class _Filling(NodeTransformer):
    """Puts in place of each block what fills it; what it sets stays its own."""

    def __init__(self, blocks: dict[str, nodes.Block]) -> None:
        self._blocks = blocks

    def visit_Block(self, node: nodes.Block) -> Any:  # noqa: N802 - Jinja's
        block = self._blocks[node.name]
        self.generic_visit(block)
        if any(block.find_all((nodes.Assign, nodes.AssignBlock))):
            return nodes.Scope(block.body, lineno=node.lineno)
        return block.body


def _layout_of(template: nodes.Template) -> str | None:
    """Give the name of the layout a template stands in, None for none or an open choice."""
    return next((_constant(each.template) for each in template.find_all(nodes.Extends)), None)


class _Placing(NodeTransformer):
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self.known: dict[str, nodes.Macro] = {}

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node:  # noqa: N802 - Jinja's
        """Learn the components of another file; the import goes where nothing needs it more."""
        name = _constant(node.template)
        if name is not None and not node.with_context:
            known = macros_of(self._environment, name)
            for each in node.names:
                own, alias = each if isinstance(each, tuple) else (each, each)
                if own in known:
                    self.known[alias] = known[own]
        return node

    def visit_Include(self, node: nodes.Include) -> Any:  # noqa: N802 - Jinja's
        """Put a part in place of its include."""
        name = _constant(node.template)
        if name is None or node.ignore_missing or not node.with_context:
            return node
        part = _parsed(self._environment, name)
        if any(part.find_all(_KEPT)):
            return node
        self.generic_visit(part)
        return part.body

    def visit_Output(self, node: nodes.Output) -> Any:  # noqa: N802 - Jinja's
        """Put a component in place of a call that is written by itself."""
        found: list[nodes.Node] = []
        for each in node.nodes:
            body = self._body(each)
            if body is not None:
                found.append(body)
            elif found and isinstance(found[-1], nodes.Output):
                found[-1].nodes.append(each)
            else:
                found.append(nodes.Output([each], lineno=node.lineno))
        return found

    def _body(self, node: nodes.Node) -> nodes.Node | None:
        """Give a component's body with its arguments bound, None where that is not so simple."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return None
        macro = self.known.get(node.node.name)
        if macro is None or node.dyn_args or node.dyn_kwargs:
            return None
        bound = _bound(macro, node)
        if bound is None:
            return None
        names = [nodes.Name(each.name, "store", lineno=node.lineno) for each in macro.args]
        return nodes.With(names, bound, copied(macro.body), lineno=node.lineno)


def macros_of(environment: Environment, name: str) -> dict[str, nodes.Macro]:
    """Give a file's simple components, their own components in place; none of those others."""
    template = _parsed(environment, name)
    placing = _Placing(environment)
    found: dict[str, nodes.Macro] = {}
    for node in template.body:
        placing.visit(node)
        if isinstance(node, nodes.Macro) and _simple(environment, node):
            found[node.name] = placing.known[node.name] = node
    return found


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


def _simple(environment: Environment, macro: nodes.Macro) -> bool:
    """Tell whether a component needs nothing but its arguments and what every template has."""
    if any(not isinstance(each, nodes.Const) for each in macro.defaults):
        return False
    own = {each.name for each in macro.args}
    own |= {each.name for each in macro.find_all(nodes.Name) if each.ctx in {"store", "param"}}
    used = {each.name for each in macro.find_all(nodes.Name)} - own
    return used <= environment.globals.keys() and not used & _OWN_NAMES


def _bound(macro: nodes.Macro, call: nodes.Call) -> list[nodes.Expr] | None:
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


def _drop_unused(template: nodes.Template) -> None:
    """Leave out imports of components that nothing calls any more."""
    for node in list(template.find_all(nodes.FromImport)):
        used = {each.name for each in template.find_all(nodes.Name)}
        node.names = [each for each in node.names if _alias(each) in used]
    template.body = list(_without_empty(template.body))


def _without_empty(body: Iterable[nodes.Node]) -> Iterable[nodes.Node]:
    return (each for each in body if not (isinstance(each, nodes.FromImport) and not each.names))


def _alias(name: str | tuple[str, str]) -> str:
    return name if isinstance(name, str) else name[1]


def _constant(node: nodes.Node) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def _parsed(environment: Environment, name: str) -> nodes.Template:
    if environment.loader is None:
        message = "templates are read by a loader"
        raise TypeError(message)
    source, file, _ = environment.loader.get_source(environment, name)
    return environment.parse(source, name, file)
