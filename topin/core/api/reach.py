"""What an action may refuse with: read from its code, along what it calls, into the SQL functions it names.

Nothing is declared twice. An action says `self.call(functions.follow_user, …)`: the refusals of `follow_user` are
those of its SQL (topin/core/db/refusals.py), those of Python the `Refusal(status, "code", …)` on the way. What
runs around every action is added by topin/core/api/refusals.py.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from topin.core.db.errors import Refusal
from topin.core.db.function import SqlFunction
from topin.core.db.refusals import Codes, refusals_of
from topin.core.db.rooms import ROOMS, ROOT
from topin.core.storage.faults import unavailable
from topin.core.storage.files import FileStore
from topin.core.storage.store import store

_OURS = tuple(room.replace("/", ".") for room in ROOMS)
# What a function gives that is known at run time alone. Every store refuses alike, and any of its methods may.
_GIVES: dict[Any, type] = {store: FileStore}
# Of the base: told as what runs around each action, or dependent on the method.
_FRAME = {"_once", "_idempotency_key", "_replayed", "dispatch"}


@cache
def refusals_in(view: Any, action: str) -> Codes:
    """(status, code) of what the action's own code can come to."""
    codes, _ = reached(view, action, without=() if _renders(view, action) else (view.render,))
    return codes


def reached(view: Any, action: str, *, without: tuple[Any, ...] = ()) -> tuple[Codes, frozenset[Any]]:
    """What a method of a view can refuse with, and all of ours that it comes by: functions, SQL functions."""
    found: set[tuple[int, str]] = set()
    waiting: list[Any] = [getattr(view, action)]
    seen: set[Any] = set(without)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Refusal):
            found.add((thing.status, thing.code))
        elif thing not in seen:
            seen.add(thing)
            codes, named = (refusals_of(thing.name), []) if isinstance(thing, SqlFunction) else _read(thing, view)
            found |= codes
            waiting += named
    return frozenset(found), frozenset(seen.difference(without))


def _renders(view: Any, action: str) -> bool:
    """Whether the view's rendering is this action's: not after `if self.action != "another"`."""
    compared = (node for node in ast.walk(_tree(view.render)) if isinstance(node, ast.Compare))
    return all(
        action in ast.unparse(one.comparators[0]) for one in compared if "self.action" in ast.unparse(one.left)
    )


def _tree(function: Any) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _read(function: Callable[..., Any], view: type) -> tuple[set[tuple[int, str]], list[Any]]:
    """The refusals that stand in a function of ours, and the things of ours that it names."""
    tree = _tree(function)
    named = [thing for node in ast.walk(tree) for thing in _meant(node, function, view)]
    return {*_written(tree), *_in_processes(tree)}, [thing for thing in named if _is_ours(thing)]


def _written(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith(("Refusal", "AuthError")):
            status, code = [*node.args, None, None][:2]
            if isinstance(status, ast.Constant) and isinstance(code, ast.Constant):
                yield int(str(status.value)), str(code.value)


def _in_processes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a process of ours refuses that the code starts by name (`python -m posts.media.workshop`)."""
    named = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for folder in (ROOT / name.replace(".", "/") for name in named if name.startswith(_OURS)):
        if (folder / "__main__.py").is_file():
            for file in folder.glob("*.py"):
                yield from _written(ast.parse(file.read_text(encoding="utf-8")))


def _meant(node: ast.AST, function: Any, view: type) -> Iterator[Any]:
    found = _value(node, function, view)
    if found is store:
        yield inspect.unwrap(unavailable)
    elif isinstance(found, FunctionType):
        yield inspect.unwrap(found)
    elif isinstance(found, Refusal | SqlFunction):
        yield found


def _value(node: ast.AST, function: Any, view: type) -> Any:
    """What a name or `a.b` stands for, as far as it can be known without running anything; None otherwise."""
    if isinstance(node, ast.Name):
        return view if node.id == "self" else function.__globals__.get(node.id)
    if isinstance(node, ast.Call):
        called = _value(node.func, function, view)
        if called is super:
            return view.__mro__[1]
        return _GIVES.get(called) if isinstance(called, FunctionType | type(store)) else None
    if isinstance(node, ast.Attribute):
        base = _value(node.value, function, view)
        if isinstance(base, ModuleType | type):
            return getattr(base, node.attr, None) if node.attr not in _FRAME else None
    return None


def _is_ours(thing: Any) -> bool:
    if not isinstance(thing, FunctionType):
        return True
    module = thing.__module__ or ""
    return module.startswith(_OURS) and not module.startswith(("topin.core.db", "topin.core.testing"))


def raised(form: type) -> Iterator[str]:
    """The codes of each `ValidationError(…, code="…")` in a form or field of ours."""
    if not form.__module__.startswith(_OURS):
        return
    for node in ast.walk(_tree(form)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "ValidationError":
            yield from (str(word.value.value) for word in node.keywords if isinstance(word.value, ast.Constant))
