"""Tests of the admin and of the audit log, as staff and as those who are not."""
