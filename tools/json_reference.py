"""Write docs/json.md from the shapes in ``igglossary.service``: ``python tools/json_reference.py``."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NAMES = ("shapes.py", "report_shapes.py", "upkeep_shapes.py")
SHAPES = tuple(ROOT / "src" / "igglossary" / "service" / name for name in _NAMES)
PAGE = ROOT / "docs" / "json.md"
HEAD = """# JSON

Made by `make reference` from `igglossary.service.shapes` and its neighbours.

With `--json` every command prints one JSON document in UTF-8, whatever the locale says: an object, or an array where
there are many answers, one for each in order. An array is printed as its answers come, one to a line. `--json-lines`
prints the answers of an array as lines instead, each a document of its own.

Codes and other values that are not words of a language are the same in every language of the program; a `text`, a
`message` and a `hint` are in the language of `--ui-language`. Characters that could steer a terminal, and halves of
surrogate pairs in damaged names, are escaped. Problems of the files are said on stderr as well, and a command that
fails altogether prints no document, but its sentence on stderr and an exit code (docs/commands.md).

`check --sarif` prints SARIF 2.1.0. `completion` prints a script.
"""
_PLAIN = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "object": "any value"}


def reference() -> str:
    """The whole page: the answers of the commands, then the parts of which they are made."""
    bodies = [node for file in SHAPES for node in ast.parse(file.read_text(encoding="utf-8")).body]
    classes = [node for node in bodies if isinstance(node, ast.ClassDef)]
    answers = [shape for shape in classes if _docstring(shape).startswith("`")]
    parts = [shape for shape in classes if shape not in answers]
    sections = [_answer(shape) for shape in sorted(answers, key=_docstring)]
    return "\n".join([HEAD, *sections, "## Parts\n", *(_part(shape) for shape in parts)]).rstrip() + "\n"


def _docstring(shape: ast.ClassDef) -> str:
    return " ".join((ast.get_docstring(shape) or "").split())


def _answer(shape: ast.ClassDef) -> str:
    command, rest = _docstring(shape).removeprefix("`").split("`", 1)
    text = rest.lstrip(" :,;.")
    return f"## {command}\n\n" + (f"{text[:1].upper()}{text[1:]}\n\n" if text else "") + _fields(shape)


def _part(shape: ast.ClassDef) -> str:
    return f"### {_name(shape.name)}\n\n{_docstring(shape)}\n\n{_fields(shape)}"


def _name(shape: str) -> str:
    """``TermHitJson`` → ``term hit``."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in shape.removesuffix("Json"))
    return words.strip()


def _fields(shape: ast.ClassDef) -> str:
    lines = ["| field | value | |", "| --- | --- | --- |"]
    for field, after in zip(shape.body, [*shape.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            is_explained = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            meaning = " ".join(str(after.value.value).split()) if is_explained else ""  # type: ignore[union-attr]
            lines.append(f"| `{field.target.id}` | {_type(field.annotation)} | {meaning} |")
    return "\n".join(lines) + "\n"


def _type(node: ast.expr) -> str:
    """A type in words."""
    if isinstance(node, ast.BinOp):  # X | None, X | Y
        is_optional = isinstance(node.right, ast.Constant)
        return f"{_type(node.left)} or {'null' if is_optional else _type(node.right)}"
    if isinstance(node, ast.Subscript):
        outer = ast.unparse(node.value)
        if outer == "NotRequired":
            return f"{_type(node.slice)}; may be missing"
        if outer == "list":
            return f"array of {_type(node.slice)}"
        assert isinstance(node.slice, ast.Tuple)
        return f"object: names → {_type(node.slice.elts[1])}"
    name = ast.unparse(node)
    return _PLAIN.get(name) or f"[{_name(name)}](#{_name(name).replace(' ', '-')})"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    sys.exit(0)
