"""Declares a SQL function once, typed: the only form in which Python knows SQL."""

import json
from dataclasses import dataclass
from typing import Any

REQUIRED = object()


@dataclass(frozen=True)
class Arg:
    """One argument: its SQL name and type; without a default it must be given."""

    name: str
    type: str
    default: Any = REQUIRED

    def convert(self, value: Any) -> Any:
        """The value as the driver takes it: JSON as text, all else as it is."""
        if value is not None and self.type in ("json", "jsonb") and not isinstance(value, str | bytes):
            return json.dumps(value)
        return value


class SqlFunction:
    """A declared function.

    `returns` is a tuple of OUT column names (a row), or the name of one SQL type (a scalar; "void"), or
    `rows=True` with column names for a set. `login` names the database alias it runs on. `read_only`
    functions run in a READ ONLY transaction and may be retried after a lost connection.
    A contract test holds every declaration against pg_proc.
    """

    registry: dict[str, "SqlFunction"] = {}

    def __init__(
        self,
        name: str,
        *args: Arg,
        returns: tuple[str, ...] | str,
        read_only: bool = False,
        rows: bool = False,
        login: str = "default",
    ) -> None:
        self.name, self.args, self.returns = name, args, returns
        self.read_only, self.rows, self.login = read_only, rows, login
        self.columns = returns if isinstance(returns, tuple) else ()
        self.names = frozenset(arg.name for arg in args)
        self.sql = self._statement()
        self.registry[name] = self

    def __repr__(self) -> str:
        return f"SqlFunction({self.name})"

    @property
    def paged(self) -> bool:
        """Whether it answers a page of a list."""
        return "results" in self.columns

    def _statement(self) -> str:
        values = ", ".join(f"${i}::{arg.type}" for i, arg in enumerate(self.args, 1))
        if self.columns:  # names come from declarations alone, values are bound
            return f"SELECT {', '.join(self.columns)} FROM {self.name}({values})"  # noqa: S608
        return f"SELECT {self.name}({values})"

    def bind(self, given: dict[str, Any]) -> list[Any]:
        """The values in the order of the arguments; a missing or unknown one is a TypeError."""
        if unknown := given.keys() - self.names:
            raise TypeError(f"{self.name} has no argument {', '.join(sorted(unknown))}")
        values = []
        for arg in self.args:
            value = given.get(arg.name, arg.default)
            if value is REQUIRED:
                raise TypeError(f"{self.name} needs {arg.name}")
            values.append(arg.convert(value))
        return values
