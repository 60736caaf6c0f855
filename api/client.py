"""Makes a typed Python client of the OpenAPI document: one module on httpx, with a method for every operation.

Ours rather than a package's, see decision 0015: it is small, and needs nothing that the service does not have.
"""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

JSON = "application/json"
SCHEMAS = "#/components/schemas/"
SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
HEAD = '''"""A typed client of the Definitie service {version}, made of its OpenAPI document. Not to be changed here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict
from urllib.parse import quote

import httpx


class ProblemError(Exception):
    """An answer that is no success. ``problem`` is its RFC 9457 document, as far as there is one."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{{status}} {{problem.get('code', '')}}: {{problem.get('detail', '')}}")
        self.status = status
        self.code: str | None = problem.get("code")
        self.problem = problem
'''
CLIENT = '''
class Client:
    """The operations of the service. What is None is not sent.

    Args:
        http: knows the address of the service (``base_url``), and in its headers who asks.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any],
        headers: Mapping[str, str | None],
        body: Any = None,
        media_type: str = "application/json",
    ) -> httpx.Response:
        sent = {name: value for name, value in headers.items() if value is not None}
        content = None
        if body is not None:
            sent["Content-Type"] = media_type
            content = body if isinstance(body, bytes) else httpx.Request("POST", "http://-", json=body).content
        asked = {name: value for name, value in query.items() if value is not None}
        answer = await self.http.request(method, path, params=asked, headers=sent, content=content)
        if answer.is_success:
            return answer
        told = answer.headers.get("content-type", "").startswith("application/problem+json")
        raise ProblemError(answer.status_code, answer.json() if told else {"detail": answer.text})
'''


def client_of(document: Mapping[str, Any]) -> str:
    """The source of a module with the types of a document and a class ``Client``.

    Args:
        document: OpenAPI 3.1.
    """
    types = Types()
    named = "".join(types.named(name, schema) for name, schema in document["components"]["schemas"].items())
    methods = [
        _method(types, path, verb, operation)
        for path, operations in document["paths"].items()
        for verb, operation in operations.items()
    ]
    nested = "".join(types.nested)
    return "\n".join([HEAD.format(version=document["info"]["version"]), named + nested, CLIENT, *methods])


class Types:
    """Schemas as Python types. ``nested`` has the objects that have no name in the document."""

    def __init__(self) -> None:
        self.nested: list[str] = []

    def named(self, name: str, schema: Mapping[str, Any]) -> str:
        """The definition of a schema that has a name."""
        known = _type_name(name)
        if schema.get("properties"):
            return self._record(known, schema)
        return f"{known} = {self.of(schema, known)}\n"

    def of(self, schema: Mapping[str, Any], place: str) -> str:
        """The type of a schema, as an expression.

        Args:
            schema: to tell the type of.
            place: name for an object in it.
        """
        if "$ref" in schema:
            return _type_name(schema["$ref"].removeprefix(SCHEMAS))
        if "const" in schema or "enum" in schema:
            values = schema.get("enum", [schema.get("const")])
            return f"Literal[{', '.join(repr(value) for value in values)}]"
        for several in ("anyOf", "oneOf"):
            if several in schema:
                return " | ".join(dict.fromkeys(self.of(each, place) for each in schema[several]))
        kinds = schema.get("type")
        if isinstance(kinds, list):
            return " | ".join(self.of({**schema, "type": kind}, place) for kind in kinds)
        match kinds:
            case "array":
                return f"list[{self.of(schema.get('items', {}), place)}]"
            case "object" if schema.get("properties"):
                self.nested.append(self._record(place, schema))
                return place
            case "object":
                values = schema.get("additionalProperties")
                return f"dict[str, {self.of(values, place) if isinstance(values, dict) else 'Any'}]"
        return SIMPLE.get(str(kinds), "Any")

    def _record(self, name: str, schema: Mapping[str, Any]) -> str:
        needed = schema.get("required", ())
        fields = []
        for field, each in schema["properties"].items():
            told = self.of(each, name + _type_name(field))
            fields.append(f'    "{field}": "{told if field in needed else f"NotRequired[{told}]"}",\n')
        return f'{name} = TypedDict(\n    "{name}",\n    {{\n{"".join(fields)}    }},\n)\n'


def _method(types: Types, path: str, verb: str, operation: Mapping[str, Any]) -> str:
    name = operation["operationId"]
    place = _type_name(name)
    parameters = sorted(operation.get("parameters", ()), key=lambda each: each["in"] != "path")
    first: list[str] = []
    later: list[str] = []
    for each in parameters:
        told = types.of(each["schema"], place + _type_name(each["name"]))
        if each["in"] == "path":
            first.append(f"{_name(each['name'])}: {told}")
        elif each.get("required"):
            later.insert(0, f"{_name(each['name'])}: {told}")
        else:
            later.append(f"{_name(each['name'])}: {told if told.endswith('None') else told + ' | None'} = None")
    sent = ""
    if "requestBody" in operation:
        media = operation["requestBody"]["content"]
        told = types.of(media[JSON]["schema"], place + "Body") if list(media) == [JSON] else "bytes"
        needed = operation["requestBody"].get("required", False)
        first.append(f"body: {told}" if needed else f"body: {told} | None = None")
        later += [f"media_type: Literal[{', '.join(map(repr, media))}]"] if len(media) > 1 else []
        sent = f", body, {'media_type' if len(media) > 1 else repr(next(iter(media)))}"
    result, read = _result(types, operation, place)
    arguments = ", ".join(["self", *first, *(["*", *later] if later else [])])
    query, headers = (_table(parameters, where) for where in ("query", "header"))
    address = re.sub(r"\{(\w+)\}", lambda found: "{quote(str(" + _name(found[1]) + "), safe='')}", path)
    text = " ".join(operation["description"].split()).replace("\\", "\\\\").replace('"""', "'''")
    return (
        f"    async def {name}({arguments}) -> {result}:\n"
        f'        """{text}"""\n'
        f"        answer = await self._send({verb.upper()!r}, f{address!r}, {query}, {headers}{sent})\n"
        f"        {read}\n"
    )


def _result(types: Types, operation: Mapping[str, Any], place: str) -> tuple[str, str]:
    content = next(each.get("content", {}) for status, each in operation["responses"].items() if status[0] == "2")
    if not content:
        return "None", "answer.read()"
    if list(content) != [JSON]:
        return "bytes", "return answer.content"
    told = types.of(content[JSON]["schema"], place + "Answer")
    return told, f"result: {told} = answer.json()\n        return result"


def _table(parameters: list[Mapping[str, Any]], where: str) -> str:
    found: Iterator[str] = (f'"{each["name"]}": {_name(each["name"])}' for each in parameters if each["in"] == where)
    return "{" + ", ".join(found) + "}"


def _type_name(name: str) -> str:
    """In capitals; what the engine's own schemas define in small letters is about a report."""
    mark = "Report" if name[0].islower() and "_" not in name and name.isidentifier() else ""
    return mark + "".join(part[0].upper() + part[1:] for part in re.split(r"\W|_", name) if part)


def _name(name: str) -> str:
    plain = re.sub(r"\W", "_", name).lower()
    return plain + "_" if keyword.iskeyword(plain) else plain


def main() -> None:
    """Write the client to the file that is named: ``python -m api.client build/definitie_client.py``."""
    from api.app import create_app  # noqa: PLC0415 - only to run it
    from api.settings import Settings  # noqa: PLC0415

    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(client_of(create_app(Settings.from_environment()).openapi()), encoding="utf-8")


if __name__ == "__main__":
    main()
