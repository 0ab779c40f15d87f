"""Why somebody sees a post or does not, for staff: in the admin and on the command line."""

from dataclasses import dataclass

from profiles import functions as people
from topin.core.db.session import Session

from . import functions

ANYBODY = "anonymous"


@dataclass(frozen=True)
class Rule:
    """One rule: its name, whether it lets the viewer through, and that in words."""

    name: str
    passed: bool
    words: str


def viewer_id(session: Session, term: str) -> str | None:
    """Whom staff mean by a handle, an e-mail address or an id; None for nobody who is signed in.

    LookupError where there is no such account.
    """
    wanted = term.strip()
    if wanted.lower() in ("", ANYBODY):
        return None
    found = session.call(people.staff_find_people, term=wanted, whole=True)
    if not found:
        raise LookupError(f"There is no account {wanted}.")
    return str(found[0])


def explain(session: Session, viewer: str | None, post: str) -> list[Rule]:
    """Every rule, in the order in which they are applied; the viewer sees the post where all let them through."""
    rows = session.call(functions.explain_access, viewer=viewer, post=post)
    return [Rule(row["rule"], row["passed"], row["words"]) for row in rows]


def shown(rules: list[Rule]) -> bool:
    """Whether all of it together shows the post."""
    return all(rule.passed for rule in rules)
