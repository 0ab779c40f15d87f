"""One failure of the contract."""

from collections.abc import Callable
from typing import Any, NamedTuple

from .world import World


class Row(NamedTuple):
    """`do` has the endpoint refuse so; `says` is a pattern; `door` names the SQL function that refuses, if any."""

    endpoint: str
    status: int
    code: str
    says: str
    do: Callable[[World], Any]
    state: str = ""
    door: str = ""

    @property
    def name(self) -> str:
        return f"{self.endpoint}: {self.status} {self.code} {self.state}".rstrip()
