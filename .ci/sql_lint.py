"""Lints every SQL file: one line a fault, exit code 1. The rules: topin/core/testing/sql_lint.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from topin.core.testing.sql_lint import lint_all

faults = lint_all()
sys.stdout.writelines(f"{fault}\n" for fault in faults)
sys.exit(bool(faults))
