"""A page to read the JSON interface by, drawn from the OpenAPI document itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from niangjia.site.api import api


def docs(request: HttpRequest) -> HttpResponse:
    """Show every operation with what it takes and gives."""
    schema = api.get_openapi_schema()
    operations = [
        _operation(method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "site/api_docs.html", {"info": schema["info"], "operations": operations})


def _operation(method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [_parameter(each) for each in operation.get("parameters", [])],
        "answers": [
            {"status": status, "meaning": MEANINGS.get(str(status), answer.get("description", ""))}
            for status, answer in operation["responses"].items()
        ],
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    shape = parameter["schema"]
    values = shape.get("enum") or shape.get("items", {}).get("enum") or []
    return {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "type": _type_of(shape),
        "values": values,
    }


def _type_of(shape: dict[str, Any]) -> str:
    if "anyOf" in shape:
        kinds = (_type_of(each) for each in shape["anyOf"])
        return " | ".join(kind for kind in kinds if kind != "null")
    if shape.get("type") == "array":
        return f"{_type_of(shape['items'])}[]"
    return str(shape.get("type") or shape.get("$ref", "").rsplit("/", 1)[-1])


MEANINGS = {
    "200": "成功",
    "301": "并入了另一个，见 Location",
    "404": "没有，或者没有公开",
    "410": "曾经公开，已经撤回或暂时收起",
    "422": "参数不对",
}
