"""The deployment files name processes, ports and variables that exist."""

import pathlib
import re
from typing import Any

import pytest
import yaml

from topin.core.processes import PROCESSES

_ROOT = pathlib.Path(__file__).resolve().parents[3]
_DEPLOY = _ROOT / "deploy"
_KUBERNETES = sorted((_DEPLOY / "kubernetes").glob("*.yaml"))


def _objects() -> list[dict[str, Any]]:
    return [thing for path in _KUBERNETES for thing in yaml.safe_load_all(path.read_text()) if thing]


def _of(kind: str) -> dict[str, dict[str, Any]]:
    return {thing["metadata"]["name"]: thing["spec"] for thing in _objects() if thing.get("kind") == kind}


def _container(deployment: dict[str, Any]) -> dict[str, Any]:
    (container,) = deployment["template"]["spec"]["containers"]
    return dict(container)


def test_every_process_has_its_deployment_and_its_container():
    compose = yaml.safe_load((_DEPLOY / "compose.yaml").read_text())["services"]
    for name in PROCESSES:
        assert compose[name]["command"][:2] == ["serve", name]
        assert _container(_of("Deployment")[name])["args"][:2] == ["serve", name]


def test_ports_are_those_the_processes_listen_on():
    upstreams = dict(re.findall(r"server (\w+):(\d+);", (_DEPLOY / "nginx.conf").read_text()))
    for name, process in PROCESSES.items():
        if process.port is not None:
            assert upstreams[name] == str(process.port)
            assert _container(_of("Deployment")[name])["ports"][0]["containerPort"] == process.port
            assert _of("Service")[name]["ports"][0]["port"] == process.port


def test_there_is_one_beat_and_never_two_at_once():
    beat = _of("Deployment")["beat"]
    assert beat["replicas"] == 1
    assert beat["strategy"] == {"type": "Recreate"}


def test_the_kustomization_lists_files_that_exist_and_leaves_out_the_example_of_secrets():
    (kustomization,) = [thing for thing in _objects() if thing["kind"] == "Kustomization"]
    present = {path.name for path in _KUBERNETES} - {"kustomization.yaml", "secret.example.yaml"}
    assert set(kustomization["resources"]) == present


def test_only_the_schema_job_gets_the_owner():
    holders = [
        name
        for kind in ("Deployment", "Job")
        for name, spec in _of(kind).items()
        if any(source.get("secretRef", {}).get("name") == "topin-owner" for source in _container(spec)["envFrom"])
    ]
    assert holders == ["schema"]


@pytest.mark.parametrize("path", ["deploy/example.env", "deploy/compose.yaml", "docs/operations.md"])
def test_every_variable_that_is_named_is_one_that_the_settings_read(path):
    settings = "".join(file.read_text() for file in (_ROOT / "topin" / "settings").glob("*.py"))
    named = set(re.findall(r"\b(?:TOPIN|GOTRUE)_[A-Z_]+[A-Z]\b(?!_?\*)", (_ROOT / path).read_text()))
    per_login = {f"TOPIN_DB_PASSWORD_{login}" for login in ("API", "AUTH", "WORKER", "STAFF")}
    assert {name for name in named - per_login if name not in settings} == set()
