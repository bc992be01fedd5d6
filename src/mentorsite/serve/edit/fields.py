"""A JSON Schema and what a file holds → the fields of the form that edits it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mentorsite.loader.yaml_text import Loc
from mentorsite.serve.edit.headlines import HEADLINES, LONG, headline, label_of
from mentorsite.serve.edit.move_days import NamedDay, first_day
from mentorsite.serve.edit.names import names_of
from mentorsite.serve.edit.new_parts import ASKED, alike_in, word_to_choose

INPUTS = {"date": "date", "email": "email", "uri": "url"}
"""What a browser calls the field for a text of a format."""
TRUE_OR_FALSE = {**dict.fromkeys(("yes", "true", "on"), "yes"), **dict.fromkeys(("no", "false", "off"), "no")}
"""The words that YAML 1.1 has for both, and what a form calls them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that a field takes."""

    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a file as a form shows it.

    `kind` is `text`, `lines`, `markdown`, `moment`, `color`, `yes-no`, `choice`, `group` (keys below it), `things`
    (by id) or `list`. `parts` are the fields inside, `unused` those that the file says nothing of. `new` is what an
    added part is made of: the key that its name is written to, none where the name alone stands for it; `new_types`
    are the words among which its `new_type` is chosen, the key that has to say one. `alike` is what all other parts say
    alike, which a new one takes over. `names` are what other places call what may be written, as `role`.
    `first_day` is the first of the several days that something inside says: they can be moved together. `fuller` is
    the key that a text goes to when more is said beside it, as the day of an item of a checklist.
    """

    kind: str
    path: Loc
    label: str
    help: str = ""
    value: str = ""
    is_set: bool = False
    required: bool = False
    input: str = "text"
    choices: tuple[Choice, ...] = ()
    parts: tuple["Field", ...] = ()
    unused: tuple["Field", ...] = ()
    new: str = ""
    new_type: str = ""
    new_types: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    names: str = ""
    movable: bool = False
    renamable: bool = False
    first_day: NamedDay | None = None
    fuller: str = ""

    @property
    def key(self) -> str:
        """The last step of what leads to it."""
        if self.path:
            return str(self.path[-1])
        return ""


class Form:
    """The fields of one kind of file. `opened` are the paths to show though nothing stands there yet."""

    def __init__(self, schema: Mapping[str, Any], opened: Iterable[Loc] = ()) -> None:
        self.schema, self.known = schema, schema.get("$defs", {})
        self.opened = {path[:length] for path in opened for length in range(1, len(path) + 1)}

    def of(self, value: object) -> Field:
        """The whole form."""
        return self._group(self.schema, value, (), "", "")

    def order(self, path: Loc) -> tuple[str, ...]:
        """The keys beside the last one of a path, in the order of the model; none where that has no order."""
        node = self.schema
        for step in path[:-1]:
            node = self._fitting(node, {} if isinstance(step, str) else [])
            if "oneOf" in node:
                node = self._of_type(node, None)
            named = node.get("properties", {}).get(step)
            node = named or node.get("additionalProperties") or node.get("items") or {}
            if not isinstance(node, Mapping):  # a schema may say `true` or `false` of other keys
                return ()
        return tuple(self._fitting(node, {}).get("properties", ()))

    def _field(self, node: Mapping[str, Any], value: object, path: Loc, label: str, required: bool = False) -> Field:
        help = node.get("description", "")
        node = self._fitting(node, value)
        help = help or node.get("description", "")  # what is said of the key itself comes first
        if "oneOf" in node:
            node = self._of_type(node, value)
        if "properties" in node:
            made = self._group(node, value, path, label, help)
        elif node.get("type") == "object":
            made = self._things(node, value, path, label, help)
        elif node.get("type") == "array":
            made = self._list(node, value, path, label, help)
        else:
            made = self._single(node, value, path, label, help)
        return replace(made, is_set=value is not None or path in self.opened, required=required)

    def _group(self, node: Mapping[str, Any], value: object, path: Loc, label: str, help: str) -> Field:
        held = value if isinstance(value, Mapping) else {}
        parts, unused = [], []
        needed = node.get("required", ())
        if needed and len(path) == len(("cohorts", "id")):
            asked = ASKED.get(str(path[0]), ())
        else:
            asked = ()
        for key, each in node["properties"].items():
            below = (*path, key)
            is_shown = held.get(key) is not None or below in self.opened or key in (*needed, *asked)
            if is_shown:
                parts.append(self._field(each, held.get(key), below, label_of(key), key in needed))
            else:
                unused.append(Field("unused", below, label_of(key), each.get("description", "")))
        strange = (key for key in held if key not in node["properties"])
        for key in strange:  # shown all the same, so that they can be taken out
            parts.append(Field("strange", (*path, key), key, value=_text(held[key]), is_set=True))
        return Field("group", path, label, help, parts=tuple(parts), unused=tuple(unused))

    def _things(self, node: Mapping[str, Any], value: object, path: Loc, label: str, help: str) -> Field:
        held = value if isinstance(value, Mapping) else {}
        if isinstance(value, list):  # ids alone, of which nothing more is said
            held = {str(each): {} for each in value}
        inside = node.get("additionalProperties", {})
        parts = tuple(self._part(inside, each, (*path, key), str(key)) for key, each in held.items())
        new, type, types = self._new(inside)
        made = Field("things", path, label, help, parts=parts, new=new, new_type=type, new_types=types)
        return replace(made, alike=alike_in(held))

    def _part(self, node: Mapping[str, Any], value: object, path: Loc, key: str) -> Field:
        """A thing with an id, shown even where nothing is said of it."""
        made = self._field(node, value, path, headline(value) or label_of(key))
        return replace(made, is_set=True, movable=True, renamable=True, first_day=first_day(value))

    def _list(self, node: Mapping[str, Any], value: object, path: Loc, label: str, help: str) -> Field:
        inside = node["items"]
        held = [] if value is None else _as_list(value)
        words = self._fitting(inside, "").get("enum")
        if words:
            chosen = [str(each) for each in held]
            return Field("words", path, label, help, choices=_choices(words, chosen))
        parts = tuple(self._row(inside, each, (*path, index)) for index, each in enumerate(held))
        new, type, types = self._new(inside)
        made = Field("list", path, label, help, parts=parts, new=new, new_type=type, new_types=types)
        return replace(made, names=names_of(path))

    def _row(self, inside: Mapping[str, Any], value: object, path: Loc) -> Field:
        number = f"{int(path[-1]) + 1}"
        made = self._field(inside, value, path, headline(value) or _first_text(value) or number)
        can_say_more = isinstance(value, str) and "anyOf" in inside
        fuller = self._name_key(inside) if can_say_more else ""
        return replace(made, movable=True, fuller=fuller)

    def _single(self, node: Mapping[str, Any], value: object, path: Loc, label: str, help: str) -> Field:
        text = _text(value)
        names = names_of(path)
        if "enum" in node:
            # Some take a word or a yes: what a file may write as `true` or `on` is the choice `yes`.
            if True in node["enum"] and text.casefold() in TRUE_OR_FALSE:
                chosen = _yes_no(text)
            else:
                chosen = text
            return Field("choice", path, label, help, text, choices=_choices(node["enum"], [chosen]))
        if node.get("type") == "boolean":
            return Field("yes-no", path, label, help, text, choices=_choices(["yes", "no"], [_yes_no(text)]))
        if node.get("contentMediaType") == "text/markdown":
            return Field("markdown", path, label, help, text)
        if "\n" in text or len(text) > LONG:
            return Field("lines", path, label, help, text, names=names)
        if node.get("format") == "moment":
            return Field("moment", path, label, help, text, names="moment")
        if node.get("format") == "color":
            return Field("color", path, label, help, text)
        return Field("text", path, label, help, text, input=INPUTS.get(node.get("format", ""), "text"), names=names)

    def _fitting(self, node: Mapping[str, Any], value: object) -> Mapping[str, Any]:
        """The form of a value that fits what stands there: some may be written in several ways."""
        while True:
            if "$ref" in node:
                node = self.known[node["$ref"].rpartition("/")[2]]
            elif "anyOf" in node:
                node = self._of_forms(node, value)
            else:
                return node

    def _of_forms(self, node: Mapping[str, Any], value: object) -> Mapping[str, Any]:
        forms = [each for each in map(self._resolved, node["anyOf"]) if each.get("type") != "null"]
        wanted = ""
        if isinstance(value, Mapping):
            wanted = "object"
        is_many = any(each.get("type") == "array" for each in forms)
        is_ids = any(each.get("uniqueItems") for each in forms)
        if is_ids:  # a list of ids stands for things of which nothing more is said
            wanted = "object"
        elif is_many and wanted != "object":  # one item may stand alone for its list
            wanted = "array"
        models = [each for each in forms if "properties" in each]
        if wanted == "object" and len(models) > 1:
            return _union(models)
        fitting = [each for each in forms if each.get("type") == wanted]
        texts = [each for each in forms if each.get("type") not in ("object", "array")]
        first, *_ = [*fitting, *texts, *forms]
        return first

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in node:
            return node
        found: Mapping[str, Any] = self.known[node["$ref"].rpartition("/")[2]]
        return found

    def _of_type(self, node: Mapping[str, Any], value: object) -> Mapping[str, Any]:
        """The model among several that a value's type names."""
        key, refs = node["discriminator"]["propertyName"], node["discriminator"]["mapping"]
        if isinstance(value, Mapping):
            name = value.get(key)
        else:
            name = None
        usual = next(iter(refs.values()))
        ref = refs.get(str(name)) or usual
        chosen = self.known[ref.rpartition("/")[2]]
        # Each model's own schema has its word alone. Here all are offered, so that another model can be chosen.
        words = {"enum": list(refs), "type": "string", "description": TYPE_HELP}
        return {**chosen, "properties": {key: words, **_without(chosen, key)}}

    def _new(self, inside: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
        """The key that holds the name of a part that is added, the one that says its type, and the types there are."""
        forms = [self._resolved(each) for each in inside.get("anyOf", [inside])]
        if any(each.get("type") not in ("object", "null", None) for each in forms):
            return "", "", ()  # a text can stand there by itself, and its name is all of it
        for each in forms:
            if "oneOf" in each:
                types = each["discriminator"]
                return "label", types["propertyName"], tuple(types["mapping"])
            if "properties" in each:
                return self._name_key(inside), *word_to_choose(each)
        return self._name_key(inside), *word_to_choose({})

    def _name_key(self, inside: Mapping[str, Any]) -> str:
        """The key of a group that says what it is called."""
        forms = [self._resolved(each) for each in inside.get("anyOf", [inside])]
        model = next((each for each in forms if "properties" in each), {})
        keys: Iterable[str] = (*HEADLINES, *model.get("required", ()))
        for key in keys:
            if key in model.get("properties", ()):
                return key
        return ""


TYPE_HELP = "What kind of answer is asked for."


def fields_below(field: Field) -> Iterator[Field]:
    """A field and all that are inside it."""
    waiting = [field]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(reversed(each.parts))


def _choices(words: Iterable[object], chosen: Iterable[str]) -> tuple[Choice, ...]:
    held = {each.casefold() for each in chosen}
    return tuple(Choice(_word(each), _word(each).casefold() in held) for each in words)


def _word(value: object) -> str:
    if isinstance(value, bool):
        if value:
            return "yes"
        return "no"
    return str(value)


def _yes_no(text: str) -> str:
    return TRUE_OR_FALSE.get(text.casefold(), "")


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value)


def _first_text(value: object) -> str:
    """The first text of a group that has no name."""
    if isinstance(value, Mapping):
        for each in value.values():
            if isinstance(each, str):
                return headline(each)
    return ""


def _as_list(value: object) -> list[object]:
    """A list; one item may stand alone for it."""
    if isinstance(value, list):
        return value
    return [value]


def _union(models: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """All keys of several models, of which a translation doesn't say which it is of; what tells them apart is left
    out."""
    properties: dict[str, Any] = {}
    for each in models:
        properties |= {key: node for key, node in each["properties"].items() if "const" not in node}
    return {"type": "object", "properties": properties}


def _without(node: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: each for name, each in node["properties"].items() if name != key}
