"""schemathesis against the OpenAPI document, as somebody and as nobody: no 5xx and no undocumented answer."""

import re
import subprocess
import sys

import pytest

from topin.core.testing.server import serving

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("signed_in", [True, False], ids=["somebody", "nobody"])
def test_no_generated_request_gets_an_answer_that_is_not_documented(person, signed_in):
    headers = ["-H", f"Authorization: Bearer {person().token}"] if signed_in else []
    with serving("api", 2, TOPIN_RATE_LIMITS="off") as url:
        run = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/schema", "--checks", CHECKS),
                *("--max-examples", "20", "--seed", "1", "--phases", "examples,coverage,fuzzing"),
                *("--suppress-health-check", "all", "--no-color", "--request-timeout", "15", *headers),
            ],
            capture_output=True,
            text=True,
            timeout=850,
        )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    generated, passed = map(int, re.search(r"(\d+) generated, (\d+) passed", run.stdout).groups())
    assert generated == passed > 1000
