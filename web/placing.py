"""Parts and components of templates put in place before code is made of a template (ADR 10).

An include and a macro cost several times what they write, since each makes a context of its own.
A part included by its name, and a component called by itself where it is written, with a block
of words inside or without, are copied to where they stand; whatever is more than that stays a call.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from web.components import bound_of, copied, is_caller, is_simple, stands_apart, wraps

# What a template does before its layout begins: learn components, set values.
_BEFORE = (nodes.FromImport, nodes.Import, nodes.Assign, nodes.AssignBlock, nodes.Macro)
_KEPT = (nodes.Extends, nodes.Block, nodes.Import, nodes.CallBlock)


def placed(environment: Environment, template: nodes.Template) -> nodes.Template:
    """Put a template into its layout, its parts and components in place; the tree is changed."""
    template.body = _in_layout(environment, template)
    _Placing(environment).visit(template)
    _Dropping(template).visit(template)
    return template


def _in_layout(environment: Environment, template: nodes.Template) -> list[nodes.Node]:
    """Give a template's body with the blocks of its layouts filled in.

    One that asks for a block by itself (`super()`, `self`) or chooses its layout as it runs is
    left as it is.
    """
    chain = [template]
    while (above := _layout_of(environment, chain[-1])) is not None:
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


def _layout_of(environment: Environment, template: nodes.Template) -> str | None:
    """Give the name of the layout a template stands in, None for none or an open choice.

    A layout within a layout names the one above it by a value that never changes.
    """
    for each in template.find_all(nodes.Extends):
        above = each.template
        if isinstance(above, nodes.Name):
            fixed = getattr(environment, "fixed", {}).get(above.name)
            return fixed if isinstance(fixed, str) else None
        return _constant(above)
    return None


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
        self.generic_visit(part)
        return node if any(part.find_all(_KEPT)) else part.body

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802 - Jinja's
        """Put a component in place of the call that gives it a block to stand in it."""
        self.generic_visit(node)
        macro = self._macro(node.call)
        if macro is None or not wraps(macro) or node.args or not stands_apart(macro, node.body):
            return node
        placed = self._bound(macro, node.call)
        return node if placed is None else _Wrapping(node.body).visit(placed)

    def visit_Output(self, node: nodes.Output) -> Any:  # noqa: N802 - Jinja's
        """Put a component in place of a call that is written by itself."""
        return _parted(node, self._body)

    def _body(self, node: nodes.Node) -> list[nodes.Node] | None:
        macro = self._macro(node)
        if macro is None or wraps(macro):
            return None
        placed = self._bound(macro, node)
        return None if placed is None else [placed]

    def _macro(self, node: nodes.Node) -> nodes.Macro | None:
        """Give the component that a call is of, None for any other call."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return None
        return None if node.dyn_args or node.dyn_kwargs else self.known.get(node.node.name)

    @staticmethod
    def _bound(macro: nodes.Macro, node: Any) -> nodes.Node | None:
        """Give a component's body with its arguments bound, None where that is not so simple."""
        bound = bound_of(macro, node)
        if bound is None:
            return None
        names = [nodes.Name(each.name, "store", lineno=node.lineno) for each in macro.args]
        return nodes.With(names, bound, copied(macro.body), lineno=node.lineno)


class _Wrapping(NodeTransformer):
    """Puts a block into the component that is called with it."""

    def __init__(self, block: list[nodes.Node]) -> None:
        self._block = block

    def visit_Output(self, node: nodes.Output) -> Any:  # noqa: N802 - Jinja's
        return _parted(node, lambda each: self._block if is_caller(each) else None)


def _parted(
    output: nodes.Output, body: Callable[[nodes.Node], list[nodes.Node] | None]
) -> list[nodes.Node]:
    """Give what an output writes with some of it replaced by statements."""
    found: list[nodes.Node] = []
    for each in output.nodes:
        placed = body(each)
        if placed is not None:
            found.extend(placed)
        elif found and isinstance(found[-1], nodes.Output):
            found[-1].nodes.append(each)
        else:
            found.append(nodes.Output([each], lineno=output.lineno))
    return found


def macros_of(environment: Environment, name: str) -> dict[str, nodes.Macro]:
    """Give a file's simple components, their own components in place; none of those others."""
    template = _parsed(environment, name)
    placing = _Placing(environment)
    found: dict[str, nodes.Macro] = {}
    for node in template.body:
        placing.visit(node)
        if isinstance(node, nodes.Macro) and is_simple(environment, node):
            found[node.name] = placing.known[node.name] = node
    return found


class _Dropping(NodeTransformer):
    """Leaves out imports of components that nothing calls any more."""

    def __init__(self, template: nodes.Template) -> None:
        self._used = {each.name for each in template.find_all(nodes.Name)}

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node | None:  # noqa: N802 - Jinja's
        node.names = [each for each in node.names if _alias(each) in self._used]
        return node if node.names else None


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
