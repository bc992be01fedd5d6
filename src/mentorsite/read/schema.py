"""The models as JSON Schema, so that editors complete and explain every key."""

from typing import Any

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


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[kind].model_json_schema()}
