"""The committed reference is what this tree builds, and what apps may do is what was decided."""

from topin.core.db import catalogue, drift


def test_the_database_built_of_this_tree_is_the_committed_reference(owner):
    assert [str(one) for one in drift.compare(catalogue.reference(), catalogue.read(owner))] == [], (
        "`make reference`"
    )


def test_the_rights_of_apps_are_the_listed_ones(owner):
    """A change of what anon and authenticated may execute and read is a decision, seen in the diff."""
    listed = catalogue.RIGHTS.read_text(encoding="utf-8")
    assert catalogue.rights_of_apps(catalogue.read(owner)) == listed, "see it through, then `make reference`"
