"""Nothing public of the official Python client is untried: test_python_client drives it, or its reason is here."""

import ast
import inspect

from supabase_auth import SyncGoTrueClient

from . import test_python_client

NOT_DRIVEN = {
    "initialize_from_storage": "looks at what the client itself stored, as initialize does without an address",
}


def _methods(owner: object, path: str = "") -> set[str]:
    """The public methods of a client and of what hangs on it, as mfa and admin."""
    found = set()
    for name in dir(owner):
        value = None if name.startswith("_") else getattr(owner, name)
        if callable(value):
            found.add(path + name)
        elif value is not None and type(value).__module__.startswith("supabase_auth"):
            found |= _methods(value, f"{path}{name}.")
    return found


def _called() -> set[str]:
    """What those tests call of a client: `phone.sign_up` is sign_up, `admin.mfa.list_factors` as it stands."""
    chains = set()
    for call in ast.walk(ast.parse(inspect.getsource(test_python_client))):
        names, node = [], call.func if isinstance(call, ast.Call) else None
        while isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        if names:
            chains.add(".".join((["admin"] if isinstance(node, ast.Name) and node.id == "admin" else []) + names))
    return chains


def test_every_public_method_is_driven_or_said_why_not() -> None:
    every = _methods(SyncGoTrueClient(url="http://nowhere.test"))
    assert len(every) > 45
    assert every - _called() == NOT_DRIVEN.keys()
