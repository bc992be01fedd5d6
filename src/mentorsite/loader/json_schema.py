"""The models as JSON Schema, so that editors complete and explain every key."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, JsonSchemaWarningKind
from pydantic_core import PydanticSerializationError
from pydantic_core.core_schema import ModelSchema

from mentorsite.model.base import Definition
from mentorsite.model.certificate import CertificateFile
from mentorsite.model.form import AgreementFile, ChecklistFile, WorksheetFile
from mentorsite.model.message import MessageFile
from mentorsite.model.page import FrontMatter
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings

MODELS: dict[str, type[Definition]] = {
    "site": Settings,
    "program": Program,
    "agreement": AgreementFile,
    "checklist": ChecklistFile,
    "worksheet": WorksheetFile,
    "message": MessageFile,
    "certificate": CertificateFile,
    "page": FrontMatter,
}


class _Explained(GenerateJsonSchema):
    """Says of each key what stands below it in its class. Leaves out defaults that nobody types, without a word.

    The texts are read from the source here, and not kept by pydantic: it would read it at each start of mentorsite.
    """

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        for key, text in _explained(schema["cls"]).items():
            made["properties"][key]["description"] = text
        return made

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, Reference):
            return dft.id
        if dft == "" or isinstance(dft, Definition):
            raise PydanticSerializationError("it is not typed so")  # pydantic leaves a default out that raises this
        return super().encode_default(dft)

    def emit_warning(self, kind: JsonSchemaWarningKind, detail: str) -> None:
        if kind != "non-serializable-default":  # those of `encode_default`
            super().emit_warning(kind, detail)


@cache
def json_schema(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file; it is made once."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **MODELS[kind].model_json_schema(schema_generator=_Explained),
    }


def _explained(model: type[Definition]) -> dict[str, str]:
    """What each key of a model is, also of those that it has from another model."""
    texts: dict[str, str] = {}
    # From the most general class down, so that what a class says itself goes before what it takes over.
    for each in reversed(model.__mro__):
        if issubclass(each, Definition):
            texts |= _texts_of(import_module(each.__module__))[each.__name__]
    return {field.alias or name: texts[name] for name, field in model.model_fields.items() if name in texts}


@cache
def _texts_of(module: ModuleType) -> dict[str, dict[str, str]]:
    """The texts below the attributes of each class."""
    classes = (node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef))
    return {each.name: dict(_texts_in(each)) for each in classes}


def _texts_in(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for attribute, below in pairwise(node.body):
        match attribute, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())
