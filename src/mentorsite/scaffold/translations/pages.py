"""Words put into a translated page, part by part."""

from collections.abc import Mapping

from mentorsite.loader.front_matter import split
from mentorsite.loader.translation_units import parts_of
from mentorsite.scaffold.translations.insert import with_texts

FENCE = "---"


def with_parts(text: str, front: Mapping[str, str], parts: Mapping[int, str]) -> str:
    """A page with other words for keys of its front matter, and for parts of its text, counted from 1."""
    lines = text.split("\n")
    said = split("", text)
    body = _body(said.body, parts)
    head = lines[: said.body_line - 1]
    if front:
        head = _front(head, front)
    return "\n".join([*head, body])


def published(text: str) -> str:
    """A page without the line that made its copy a draft."""
    lines = text.split("\n")
    match lines:
        case ["---", "draft: true", "---", *rest]:
            return "\n".join(rest).lstrip("\n")
        case ["---", "draft: true", *rest]:
            return "\n".join([FENCE, *rest])
        case _:
            return text


def _front(head: list[str], front: Mapping[str, str]) -> list[str]:
    if not head:
        return [FENCE, *_written("", front), FENCE, ""]
    return [head[0], *_written("\n".join(head[1:-1]), front), head[-1]]


def _written(yaml: str, front: Mapping[str, str]) -> list[str]:
    present, lost = with_texts(yaml, {(key,): words for key, words in front.items()})
    # Keys that aren't there are added without a value, which has a place then.
    added = "\n".join(f"{loc[0]}:" for loc in lost)
    if added:
        if present.strip():
            whole = f"{present}\n{added}"
        else:
            whole = added
        present, _ = with_texts(whole, {loc: front[str(loc[0])] for loc in lost})
    return present.split("\n")


def _body(body: str, parts: Mapping[int, str]) -> str:
    lines = body.split("\n")
    found = list(parts_of(body))
    if not found:
        if 1 in parts:
            return "\n".join([*lines[:1], parts[1], ""])
        return body
    begins = [row for row, _ in found]
    ends = [*begins[1:], len(lines)]
    made = lines[: begins[0]]
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True), 1):
        if number not in parts:
            made += lines[begin:end]
            continue
        blank = end  # the empty lines below a part stay
        while blank > begin and not lines[blank - 1].strip():
            blank -= 1
        made += [*parts[number].strip("\n").split("\n"), *lines[blank:end]]
    return "\n".join(made)
