"""The models as JSON Schema, so that editors complete and explain every key."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

from mentorsite.model.definition import Definition
from mentorsite.model.form import AgreementFile, ChecklistFile, WorksheetFile
from mentorsite.model.page import FrontMatter
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings

MODELS: dict[str, type[Definition]] = {
    "site": Settings,
    "program": Program,
    "agreement": AgreementFile,
    "checklist": ChecklistFile,
    "worksheet": WorksheetFile,
    "page": FrontMatter,
}


class _Quiet(GenerateJsonSchema):
    """Leaves out defaults that are no JSON, without a word."""

    def emit_warning(self, kind: JsonSchemaWarningKind, detail: str) -> None:
        if kind != "non-serializable-default":
            super().emit_warning(kind, detail)


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **MODELS[kind].model_json_schema(schema_generator=_Quiet),
    }
