"""What not everybody may see is shown to staff only after they have opened it, with a reason in the audit log.

A room marks such rows in its list and its page (`sealed`), annotates them with `opened(kind)`, and offers
`inspect`: a StaffAction over a SQL function that ends in `private.audit('<kind>.inspect', …)`. The entry opens the
row for its writer, for half an hour: `private.inspected`.
"""

from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.functions import Cast

from topin.core.db.function import SqlFunction

from .actions import StaffAction

CLOSED = "(not public: open it to read it)"


def opened(kind: str, column: str = "pk") -> Func:
    """An annotation: whether the member of staff who asks has opened the thing of this id."""
    arguments = (Value(kind), Cast(F(column), TextField()))
    return Func(*arguments, function="private.inspected", output_field=BooleanField())


def is_closed(thing: object) -> bool:
    """Whether what it says must not be shown: not public, and not opened."""
    return bool(getattr(thing, "sealed", False)) and not getattr(thing, "opened", False)


def inspect(function: SqlFunction, permission: str, what: str) -> StaffAction:
    """The action that opens a row which is not public."""
    return StaffAction(
        name="inspect", label="Open", icon="lock_open_right", function=function, argument="target",
        permission=permission, applies=is_closed,
        explanation=f"Not everybody may see this {what}. It is shown to you for half an hour; the audit log keeps "
        "who opened it and why. Say what made you look: a report, a question of its author, an order.",
        done=f"The {what} is open to you for half an hour.",
    )  # fmt: skip
