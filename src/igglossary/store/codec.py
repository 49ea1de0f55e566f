"""Model values ⇄ JSON, for the store's JSON columns and the dump.

Fields that hold their default are left out, tuples are lists, enums are their values: small, readable, and a field
that a later version adds is simply absent in older data.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from enum import Enum
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from igglossary import model
from igglossary.errors import StoreError
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_PLAIN: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), float: (float, int), bool: (bool, int)}
"""What JSON may hold for a plain type; a value of another type would be an error much later and elsewhere."""


def dumps(value: object) -> str:
    """A model value as compact JSON with sorted keys: equal values give equal text."""
    return dumps_encoded(encode(value))


def dumps_encoded(data: object) -> str:
    """The same for what ``encode`` has made already."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def loads(kind: type[T], text: str) -> T:
    """The model value of class ``kind`` from its JSON in the store.

    Raises:
        StoreError: the text is no JSON of such a value, so the file is damaged or was changed by hand.
    """
    try:
        result: T = decode(kind, json.loads(text))
    except (ValueError, RecursionError) as error:
        raise StoreError(
            _("an entry of the store cannot be read."), hint=_("Restore a backup; igglossary doctor says more.")
        ) from error
    return result


def encode(value: object) -> Any:
    """The JSON-able form of a model value."""
    kind: Any = type(value)
    if kind is str or value is None:
        return value
    if kind is tuple or kind is list:
        return [encode(item) for item in value]  # type: ignore[attr-defined]  # it is a tuple or a list
    fields = _fields(kind)
    if fields is not None:
        return {name: encode(content) for name, default in fields if (content := getattr(value, name)) != default}
    if isinstance(value, Enum):
        return value.value
    if kind is model.Doubt:
        return str(value)
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    return value


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[tuple[str, Any], ...] | None:
    """(name, default) of the fields of a dataclass; None for any other type."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple((field.name, _default(field)) for field in dataclasses.fields(kind))


def decode(kind: Any, data: Any) -> Any:
    """The value of type ``kind`` from its JSON-able form.

    Raises:
        ValueError: it is no such value.
    """
    return None if data is None else _reader(kind)(data)


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type out of its JSON-able form, which is not null."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _reader(next(item for item in typing.get_args(kind) if item is not type(None)))
    if origin is tuple:
        return partial(_read_tuple, typing.get_args(kind))
    if kind is model.Doubt:
        return _read_doubt
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return partial(_read_fields, kind)
    return partial(_read_plain, kind)


def _read_tuple(arguments: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise ValueError(data)  # noqa: TRY004  # whoever reads the store is told one kind of error
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple([decode(arguments[0], item) for item in data])
    return tuple(decode(kind, item) for kind, item in zip(arguments, data, strict=True))


def _read_doubt(data: Any) -> Any:
    return model.Doubt.read(data) if isinstance(data, str) else _read_fields(model.Doubt, data)


def _read_fields(kind: Any, data: Any) -> Any:
    """A dataclass from its fields."""
    hints = _hints(kind)
    data = _today(kind, data)
    if not isinstance(data, dict) or not data.keys() <= hints.keys():
        raise ValueError(data)
    values = {name: decode(hints[name], item) for name, item in data.items()}
    if any(name not in values for name in _required(kind)):
        raise ValueError(data)
    return kind(**values)


def _read_plain(kind: Any, data: Any) -> Any:
    if kind in _PLAIN and not isinstance(data, _PLAIN[kind]):
        raise ValueError(data)
    return data


def _today(kind: type, data: Any) -> Any:
    """The data under the names of today: what an older version wrote is also in decisions and dumps, which stay."""
    if kind is model.Term and isinstance(data, dict) and "region" in data:
        data = dict(data)
        data["regions"] = [data.pop("region")]  # a term had one region, as a text
    elif kind is model.Place and isinstance(data, dict) and "date" in data:  # the former name
        data = {"source_date" if name == "date" else name: item for name, item in data.items()}
    return data


@lru_cache(maxsize=64)
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if _default(field) is dataclasses.MISSING)


@lru_cache(maxsize=64)
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind, vars(model))


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return dataclasses.MISSING
