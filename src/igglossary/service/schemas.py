"""JSON Schema (2020-12) of the shapes of the answers, for clients that want it from the program: MCP and OpenAPI."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

_SIMPLE = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    object: {},
}


def schema_of(shape: object) -> dict[str, object]:
    """The schema of a type out of ``service.shapes``; a shape inside another is written out where it stands.

    Objects are open, since an answer may gain fields (docs/json.md).

    Raises:
        TypeError: the type is none that the shapes are made of.
    """
    if is_typeddict(shape):
        return _object(shape)
    arguments = get_args(shape)
    origin = get_origin(shape)
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(one) for one in arguments]}
    if isinstance(shape, type) and shape in _SIMPLE:
        return dict(_SIMPLE[shape])
    raise TypeError(shape)


def _object(shape: object) -> dict[str, object]:
    fields = get_type_hints(shape, include_extras=True)
    required = [name for name, kind in fields.items() if get_origin(kind) is not NotRequired]
    kinds = {name: get_args(kind)[0] if name not in required else kind for name, kind in fields.items()}
    return {
        "type": "object",
        "properties": {name: schema_of(kind) for name, kind in kinds.items()},
        "required": required,
    }
