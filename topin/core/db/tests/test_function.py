"""Declared functions: their statement, their arguments, what is missing or too much."""

import json

import pytest

from topin.core.db.function import Arg, SqlFunction


@pytest.fixture
def declare(monkeypatch):
    monkeypatch.setattr(SqlFunction, "registry", {})
    return SqlFunction


def test_a_row_is_selected_by_its_columns(declare):
    function = declare("public.f", Arg("a", "uuid"), Arg("b", "jsonb"), returns=("body", "version"))
    assert function.sql == "SELECT body, version FROM public.f($1::uuid, $2::jsonb)"
    assert not function.paged
    assert declare("public.g", returns=("results", "next")).paged


def test_a_scalar_is_selected_by_itself(declare):
    function = declare("public.f", Arg("a", "integer"), returns="boolean")
    assert function.sql == "SELECT public.f($1::integer)"
    assert function.columns == ()


def test_values_come_in_the_order_of_the_arguments_with_defaults_filled_in(declare):
    function = declare("public.f", Arg("a", "integer"), Arg("b", "text", None), Arg("c", "jsonb"), returns="void")
    assert function.bind({"c": {"x": [1]}, "a": 2}) == [2, None, json.dumps({"x": [1]})]
    assert function.bind({"a": 2, "b": "t", "c": '{"is": "text"}'}) == [2, "t", '{"is": "text"}']
    assert function.bind({"a": 2, "c": None})[2] is None


def test_a_missing_or_unknown_argument_is_told(declare):
    function = declare("public.f", Arg("a", "integer"), returns="void")
    with pytest.raises(TypeError, match=r"public\.f needs a"):
        function.bind({})
    with pytest.raises(TypeError, match=r"public\.f has no argument b"):
        function.bind({"a": 1, "b": 2})


def test_each_declaration_is_known_by_its_name(declare):
    function = declare("public.f", returns="void")
    assert declare.registry == {"public.f": function}
    assert repr(function) == "SqlFunction(public.f)"
