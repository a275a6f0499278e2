"""What is constant in a template is said as it is compiled, once for each language (ADR 10).

Looking up messages, addresses of static files, the language and the settings at every rendering
cost as much as the rest of a page (bench/core.py). The tree of a template is folded before code is
made of it: such a value becomes a literal, an `if` of literals the branch it takes, a message with
places its text with the values between. A plural is still looked up when its values are known.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from markupsafe._speedups import _escape_inner

from web.i18n import LANGUAGES, catalogue
from web.placing import placed

_LANGUAGE_FIELDS = frozenset({"key", "tag", "name"})
_GETTEXT = frozenset({"_", "gettext"})
_PLACE = re.compile(r"%\((\w+)\)s")


class FoldingEnvironment(Environment):
    """An environment of one language; `fixed` are values and functions that never change.

    `plain` names functions that take nothing, not a template's context either.
    """

    def __init__(self, language: str, **options: Any) -> None:
        """Make it; what is to be folded besides messages is put into `fixed` afterwards."""
        super().__init__(**options)
        self.folded = LANGUAGES[language]
        self.fixed: dict[str, Any] = {}
        self.plain: frozenset[str] = frozenset()
        self.said = said
        self.code_generator_class = _Generator

    def make_globals(self, d: Mapping[str, Any] | None) -> Any:
        """Give a template's globals: a plain mapping is faster than the chain Jinja makes."""
        return super().make_globals(dict(d)) if d else self.globals


def said(value: Any) -> str:
    """Give a value as it is put into a page: escaped, unless it is markup already.

    The same text as `markupsafe.escape` gives; that one makes a markup object of each, which the
    page would only join to others.
    """
    if type(value) is str:
        return _escape_inner(value)
    return str(value if type(value) is Markup else escape(value))


class _Generator(CodeGenerator):
    """Makes code of a template's tree after it was folded."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        """Write the call that escapes what is put out: ours where escaping is on, as it always is.

        Jinja's own NativeCodeGenerator changes its output at the same place.
        """
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.said(")

    def visit_Call(  # noqa: N802 - Jinja's
        self, node: nodes.Call, frame: Any, forward_caller: bool = False
    ) -> None:
        """Call what takes nothing as it is: Jinja looks each time whether it wants the context."""
        plain: frozenset[str] = getattr(self.environment, "plain", frozenset())
        given = node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
        if isinstance(node.node, nodes.Name) and node.node.name in plain and not given:
            self.visit(node.node, frame)
            self.write("()")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 - Jinja's
        environment = self.environment
        if isinstance(environment, FoldingEnvironment):
            folding = _Folding(environment)
            folding.visit(node)
            # Where files are watched, each part stays a file of its own.
            if not environment.auto_reload:
                folding.visit(placed(environment, node))
                _join(node)
        super().visit_Template(node, frame)


def _join(tree: nodes.Node) -> None:
    """Join outputs that follow each other, so that their constant texts become one."""
    for name, value in tree.iter_fields():
        if isinstance(value, list) and all(isinstance(each, nodes.Stmt) for each in value):
            setattr(tree, name, _joined(value))
    for child in tree.iter_child_nodes():
        _join(child)


def _joined(body: list[nodes.Node]) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for node in body:
        last = found[-1] if found else None
        if isinstance(node, nodes.Output) and isinstance(last, nodes.Output):
            last.nodes.extend(node.nodes)
        else:
            found.append(node)
    return found


class _Folding(NodeTransformer):
    """Replaces what is constant by literals, from the leaves upwards."""

    def __init__(self, environment: FoldingEnvironment) -> None:
        self._environment = environment
        self._said = catalogue(environment.folded.key)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's
        self.generic_visit(node)
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        values = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if not plain or len(values) < len(node.args) or not isinstance(node.node, nodes.Name):
            return node
        said = self._call(node.node.name, values)
        return node if said is None else nodes.Const(said, lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja's
        self.generic_visit(node)
        node.nodes = [piece for each in node.nodes for piece in self._pieces(each)]
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - Jinja's
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name != "language":
            return node
        if node.attr not in _LANGUAGE_FIELDS:
            return node
        return nodes.Const(getattr(self._environment.folded, node.attr), lineno=node.lineno)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja's
        value = self._environment.fixed.get(node.name)
        if node.ctx != "load" or not isinstance(value, (str, bool)):
            return node
        return nodes.Const(value, lineno=node.lineno)

    def visit_If(self, node: nodes.If) -> Any:  # noqa: N802 - Jinja's
        self.generic_visit(node)
        try:
            taken = node.test.as_const() if isinstance(node.test, nodes.Expr) else None
        except nodes.Impossible:
            taken = None
        if taken is None:
            return node
        if not node.elif_:
            return node.body if taken else node.else_
        return node

    def _pieces(self, node: nodes.Expr) -> Iterable[nodes.Expr]:
        """Give a message with places as its text and its values in turn, anything else as it is.

        As with Jinja's own `newstyle` messages the text is markup, and the values are escaped.
        """
        match node:
            case nodes.Call(
                node=nodes.Name(name=name), args=[nodes.Const(value=str(message))], kwargs=given
            ) if name in _GETTEXT and given and not (node.dyn_args or node.dyn_kwargs):
                # Every other piece is the name of a place.
                pieces = _PLACE.split(self._said.gettext(message))
                values = {each.key: each.value for each in given}
                if "%" in "".join(pieces[::2]) or sorted(pieces[1::2]) != sorted(values):
                    return [node]
                return [
                    values[piece] if at % 2 else nodes.TemplateData(piece, lineno=node.lineno)
                    for at, piece in enumerate(pieces)
                ]
            case _:
                return [node]

    def _call(self, name: str, values: list[Any]) -> str | None:
        """Give what a call of constants says, None where it cannot be told yet."""
        match name, values:
            case (("_" | "gettext"), [str(message)]) if "%" not in message:
                return self._said.gettext(message)
            case "pgettext", [str(context), str(message)] if "%" not in message:
                return str(self._said.pgettext(context, message))
            case _:
                function = self._environment.fixed.get(name)
                return str(function(*values)) if callable(function) else None
