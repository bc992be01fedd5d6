"""Plain values → definitions, with a problem for everything that a key does not take."""

import re
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mentorsite.errors import Problem, nearest, problem
from mentorsite.loader.yaml_text import Loc, Value, YamlText
from mentorsite.model.base import Definition, how_near, near_key
from mentorsite.model.look_alikes import in_plain_letters, look_alike_hint
from mentorsite.model.placed_text import Scalar
from mentorsite.model.text_values import EMPTY, ONE_TEXT

D = TypeVar("D", bound=Definition)


def validated(model: type[D], text: YamlText) -> tuple[D | None, tuple[Problem, ...]]:
    """The definition that a YAML text holds, None when it has a fault; and all its faults at once."""
    if text.value is None:
        return None, text.problems
    unknown: list[Problem] = []  # keys that the model does not have: its validators add a problem for each
    try:
        definition = model.model_validate(text.value, context=unknown)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        wrong = []
        for each in errors:
            if not _is_text(each) and not _follows(each, unknown):
                wrong.append(each)
        still_wrong = _wrong_in_plain_letters(model, text.value, wrong)
        faults = []
        for each in wrong:
            faults.append(_with_look_alike(_problem(text, each), each, still_wrong))
        return None, (*text.problems, *unknown, *faults)
    problems = (*text.problems, *unknown)
    if any(each.fatal for each in problems):
        return None, problems
    return definition, problems


def _wrong_in_plain_letters(model: type[D], value: Value, errors: list[ErrorDetails]) -> set[Loc]:
    """What of some wrong values stays wrong where characters that look like others are those others."""
    if not any(look_alike_hint(each["input"]) for each in errors if isinstance(each["input"], str)):
        return {tuple(each["loc"]) for each in errors}
    # Reading it again tells whether the character alone was wrong; what it says of keys was told the first time.
    try:
        model.model_validate(_plainly(value), context=[])
    except ValidationError as error:
        return {tuple(each["loc"]) for each in error.errors(include_url=False)}
    return set()


def _plainly(value: Any) -> Any:
    """A value whose texts have plain letters alone; keys stay as they are."""
    match value:
        case Scalar():
            plain = Scalar(in_plain_letters(value))
            plain.origin = value.origin
            return plain
        case list():
            return [_plainly(each) for each in value]
        case dict():
            return {key: _plainly(each) for key, each in value.items()}
        case _:
            return value


def _with_look_alike(found: Problem, error: ErrorDetails, still_wrong: set[Loc]) -> Problem:
    """A problem whose hint names the character that alone makes a value wrong."""
    given = error["input"]
    if not isinstance(given, str) or tuple(error["loc"]) in still_wrong:
        return found
    return replace(found, hint=look_alike_hint(given) or found.hint)


def _problem(text: YamlText, error: ErrorDetails) -> Problem:
    loc: Loc = tuple(error["loc"])
    context: dict[str, Any] = error.get("ctx", {})
    name = _name(text.known(loc))
    if loc[-1:] == ("[key]",):  # as pydantic says that the key of a mapping is wrong, and not its value
        where = text.key(loc[:-1])
    else:
        where = text.place(loc)
    match error["type"]:
        case "missing":
            inside = _name(text.known(loc[:-1]))
            within = f" in `{inside}`" if inside else ""
            found = problem("missing-key", text.key(loc), f"`{loc[-1]}` is missing{within}", f"add `{loc[-1]}: …`")
            return replace(found, missing=(*text.known(loc[:-1]), loc[-1]))
        case "union_tag_not_found":
            found = problem("missing-key", text.key(loc), f"`type` is missing in `{name}`", "add `type: text`, say")
            return replace(found, missing=(*text.known(loc), "type"))
        case "union_tag_invalid":
            hint = _one_of(context["tag"], str(context["expected_tags"]).split(","))
            return problem("wrong-value", text.place((*loc, "type")), f"`{context['tag']}` is no type of field", hint)
        case "literal_error":
            hint = _one_of(error["input"], str(context["expected"]).replace(" or ", ",").split(","))
            return problem("wrong-value", where, f"`{error['input']}` is not a value of `{name}`", hint)
        case "wrong-value" | "duplicate-field" | "missing-role" as code:
            # A rule of a whole definition says at which of its keys: its message names it.
            prefix = f"`{name}`: " if name else ""
            if "at" in context:
                where, prefix = text.key((*loc, *context["at"])), ""
            return problem(code, where, f"{prefix}{context['expected']}", str(context["hint"]))
        case kind:
            own_words = error["msg"][:1].lower() + error["msg"][1:]
            expected = EXPECTED.get(kind, "").format_map(context) or own_words
            what = f"`{name}`" if name else "the file"
            return problem("wrong-value", where, f"{what}: {expected}", _hint(kind, error["input"], context))


def _hint(kind: str, given: object, context: dict[str, Any]) -> str:
    """What to write instead of a value of another kind."""
    if kind != "dict_type" or not isinstance(given, list) or not given:
        return HINTS.get(kind, "").format_map(context)
    if all(isinstance(each, str) for each in given):
        keys = ", ".join(f"{each}: …" for each in given[:4])
        return f"write `{{{keys}}}`, with what it says behind each"
    return "write an id and a `:` above each, as `first:`, and indent its keys below it, in place of `- `"


def _is_text(error: ErrorDetails) -> bool:
    """Whether a text with a colon in it was taken for a key: that is told of the key, not of the keys it lacks."""
    given = error["input"]
    if error["type"] != "missing" or not isinstance(given, dict) or len(given) != 1:
        return False
    key, is_item = next(iter(given)), isinstance(error["loc"][-2:][0], int)
    # Keys have no spaces; an item of a list that begins with a capital is a sentence.
    return " " in key or (is_item and key[:1].isupper())


def _follows(error: ErrorDetails, unknown: list[Problem]) -> bool:
    """Whether a fault goes when a key beside it is spelt right: what the key says was not read."""
    given, ctx = error["input"], error.get("ctx", {})
    if not isinstance(given, dict):
        return False
    places = {(each.line, each.column) for each in unknown}
    misspelt = []
    for key in given:
        if isinstance(key, Scalar) and _spot(key) in places:
            misspelt.append(key)
    if error["type"] == "missing":
        return any(near_key(key, [str(error["loc"][-1])]) for key in misspelt)
    return bool(misspelt) and error["type"] in ("wrong-value", "missing-role") and "expected" in ctx


def _spot(key: Scalar) -> tuple[int, int]:
    return key.origin.place.line, key.origin.place.column


def _one_of(given: object, allowed: list[str]) -> str:
    """A hint that names the nearest allowed word, and all of them; a list, where commas part several."""
    words = [each.strip(" '") for each in allowed]
    parts = []
    for part in re.split(r"[,;\s]+", str(given).strip()):
        if part:
            parts.append(part)
    if len(parts) > 1 and {part.casefold() for part in parts} <= set(words):
        return f"write several as a list: `[{', '.join(part.casefold() for part in parts)}]`"
    called = CALLED_ELSEWHERE.get(str(given).strip().casefold(), "")
    if str(given).strip().casefold() in ("none", "no", "false", "off") and {"pdf", "docx"} <= set(words):
        return f"write `[]` for none; else some of: {', '.join(words)}"
    if called in words:
        meant = called
    else:
        meant = nearest(str(given), words, how_near(str(given)))
    if meant:
        return f"did you mean `{meant}`? It is one of: {', '.join(words)}"
    return f"write one of: {', '.join(words)}"


CALLED_ELSEWHERE = {
    **dict.fromkeys(("textarea", "paragraph", "multiline", "longtext"), "long-text"),
    **dict.fromkeys(("textbox", "textfield", "string", "url"), "text"),
    **dict.fromkeys(("mail", "e-mail"), "email"),
    **dict.fromkeys(("tel", "telephone", "mobile"), "phone"),
    **dict.fromkeys(("radio", "radios", "select", "dropdown", "single-choice"), "choice"),
    **dict.fromkeys(("checkboxes", "multiselect", "multi-select", "multiple-choice"), "multi-choice"),
    **dict.fromkeys(("integer", "float", "int"), "number"),
    **dict.fromkeys(("boolean", "bool", "toggle"), "yes-no"),
    **dict.fromkeys(("rating", "likert", "slider", "range"), "scale"),
    **dict.fromkeys(("tick", "tickbox"), "checkbox"),
    **dict.fromkeys(("text-area", "multi-line", "essay"), "long-text"),
    **dict.fromkeys(("name", "line", "input", "short-text"), "text"),
    **dict.fromkeys(("datetime", "day", "month", "calendar"), "date"),
    **dict.fromkeys(("word", "doc", "msword"), "docx"), "md": "markdown",
    "currency": "money", "grid": "table", "matrix": "table",
    **dict.fromkeys(("active", "current", "ongoing", "live", "started", "in-progress"), "running"),
    **dict.fromkeys(("inactive", "finished", "ended", "done", "over", "completed", "past"), "closed"),
    **dict.fromkeys(("draft", "planned", "upcoming", "future"), "planning"),
    **dict.fromkeys(("admin", "administrator", "organizer", "organiser", "manager"), "coordinator"),
}  # fmt: skip
"""Types of fields, statuses and kinds by what others call them."""
EXPECTED = {
    "model_type": "expected keys and values, found something else",
    "model_attributes_type": "expected keys and values, found something else",
    "dict_type": "expected keys and values, found something else",
    "string_type": "expected a text, found something else",
    "tuple_type": "expected a list",
    "string_too_short": "expected a text, and it is empty",
    "too_short": "expected at least one",
    "too_long": "expected at most {max_length}",
    "less_than_equal": "the number is too large",
    "greater_than_equal": "the number is too small",
}
HINTS = {
    "model_type": "write `key: value` lines, indented below it",
    "model_attributes_type": "write `key: value` lines, indented below it",
    "dict_type": "write `key: value` lines, indented below it",
    "string_type": ONE_TEXT,
    "string_too_short": EMPTY,
    "too_long": "split the program into several",
    "less_than_equal": "write {le} or less",
    "greater_than_equal": "write {ge} or more",
}


def _name(loc: Loc) -> str:
    """The keys of a spot, as people say them: `roles.mentor.label`."""
    return ".".join(str(step) for step in loc if not isinstance(step, int))
