"""MyST's directives: admonitions, figures and code become Markdown, the rest is named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorsite.importers.markdown import comments
from mentorsite.importers.markdown.admonitions import DEEPEST, KINDS, block, details
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, each_line, outside_code, split_fences
from mentorsite.importers.markdown.myst_fences import CODE, START, closed_fences, closers
from mentorsite.importers.markdown.myst_glossary import anchor, glossary
from mentorsite.importers.markdown.myst_references import HEADING, LABEL, Places, inline_references

OPTION = re.compile(r"\s*:([\w-]+):(.*)")
BREAK = re.compile(r"\+\+\+\s*(?:\{.*\}\s*)?")
MENUS = ("toctree", "tableofcontents", "contents", "index")
FOLDED = ("dropdown", "toggle")
TITLED = ("card", "tab-item", "grid-item-card", "sidebar", "margin", "aside")
PLAIN = ("tab-set", "grid", "grid-item", "div", "container", "card-carousel")
FIGURES = ("figure", "image")
PRIVATE = ("only", "ifconfig", "todolist")
"""Directives whose words only some readers see."""
SHOWN = {*KINDS, *FIGURES, *FOLDED, *TITLED, *PLAIN, *CODE, "glossary"}
"""Directives that become text with marks of ours."""
SHOWN_OTHERWISE = {
    "code-cell": "code is shown, not run",
    **dict.fromkeys((*TITLED, *PLAIN), "its words stand one below the other"),
}
CLASSED = re.compile(r"(?<!!)\[([^\[\]]+)\]\{\.[\w-]+(?:\s+\.[\w-]+)*\}")


def steps(path: str, known: Places, private: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """The steps for a page that may refer to other pages; `private` are more directives that were not published."""

    def directives(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        work = _Work([], (*PRIVATE, *private))
        return tuple(_converted(closed_fences(lines), work, 0)), tuple(work.notes)

    return (
        directives,
        _labels,  # behind directives: what stands in their fences would be code before
        each_line(lambda line: inline_references(line, path, known)),
        each_line(_without_classes),
    )


def _without_classes(line: Line) -> tuple[str, tuple[str, ...]]:
    """A line in which `[words]{.class}` are words."""
    return outside_code(line.text, lambda part: CLASSED.sub(r"\1", part)), ()


@dataclass(frozen=True, slots=True)
class _Work:
    """What is noted of a page, and the directives that are left out of it."""

    notes: list[Note]
    private: tuple[str, ...]


def _converted(lines: Lines, work: _Work, depth: int) -> Iterator[Line]:
    """The lines with each directive turned to Markdown; those of plain code stay."""
    at, ends = 0, closers(lines)
    while at < len(lines):
        end = ends.get(at, at)
        found = START.fullmatch(lines[at].text)
        if found and at in ends:
            yield from _directive(lines[at : end + 1], found, work, depth)
        else:
            yield from lines[at : end + 1]
        at = end + 1


def _directive(lines: Lines, found: re.Match[str], work: _Work, depth: int) -> Iterator[Line]:
    start, name, words = lines[0], found[3], found[4].strip()
    _, inside = _options(lines[1:-1])

    def note(what: str) -> None:
        work.notes.append(Note(start.number, f"`{{{name}}}`: {what}"))

    def body() -> Lines:
        return tuple(_converted(inside, work, depth + 1))

    if depth > DEEPEST:
        yield from lines
    elif name in work.private and not _is_for_web(name, words):
        note("what was not published; left out")
    elif name == "only":
        yield from body()
    elif name in MENUS:
        note("the menu comes from folders and `order`, a page shows its own contents; left out")
    elif name in SHOWN:
        if name in SHOWN_OTHERWISE:
            note(SHOWN_OTHERWISE[name])
        yield from _shown(lines, found, body())
    else:
        note("a directive that is not run; it stands there as text")
        yield from _as_text(lines, found)


def _as_text(lines: Lines, found: re.Match[str]) -> Lines:
    """A directive as it was written; without a body its words become that of its box, which shows nothing else."""
    start, *inside, end = lines
    words = found[4].strip()
    if not words or found[2][0] == ":" or any(line.text.strip() for line in inside):
        return lines
    said = replace(start, text=f"{found[1]}{{{found[3]}}} {words}")
    return (replace(start, text=f"{found[1]}{found[2]}"), said, end)


def _shown(lines: Lines, found: re.Match[str], body: Lines) -> Iterator[Line]:
    """What a directive shows, as text around its body."""
    start, name, words = lines[0], found[3], found[4].strip()
    options, inside = _options(lines[1:-1])
    if name in CODE:
        yield from _code(lines, found, options, inside)
    elif name == "glossary":
        yield from glossary(start, inside)
    elif name in KINDS:
        yield from _admonition(start, _kind(name, options), words, body)
    elif name in FIGURES:
        yield from _figure(start, words, options, body)
    elif name in FOLDED:
        yield from details(start, words or "…", body, found[1])
    else:
        if words and name in TITLED:
            yield replace(start, text=f"{found[1]}**{_linked_title(words, options)}**")
        yield replace(start, text="")
        yield from body


def _is_for_web(name: str, words: str) -> bool:
    """Whether what stands in a directive is on the web, by a condition of names with `and`, `or` and `not`."""
    if name != "only":
        return False
    either = re.split(r"\bor\b", words)
    return any(_all_hold(one) for one in either)


def _all_hold(condition: str) -> bool:
    return all(_holds(each) for each in re.split(r"\band\b", condition))


def _holds(said: str) -> bool:
    bare = said.strip(" ()")
    name = bare.removeprefix("not ").strip(" ()")
    is_not = name != bare
    is_web = name in ("html", "builder_html", "format_html")
    return is_web != is_not


def _code(lines: Lines, found: re.Match[str], options: Mapping[str, str], inside: Lines) -> Iterator[Line]:
    """Code, with its caption above it."""
    start, indent = lines[0], found[1]
    above = ""
    if options.get("name"):
        above += f'<a id="{anchor(options["name"])}"></a>'
    if options.get("caption"):
        above += f"*{options['caption']}*"
    if above:
        yield replace(start, text=f"{indent}{above}")
        yield replace(start, text="")
    yield replace(start, text=f"{indent}```{found[4].strip()}")
    yield from (*inside, replace(lines[-1], text=f"{indent}```"))


def _linked_title(words: str, options: Mapping[str, str]) -> str:
    """The title of a card, linked to where the card leads; the step for roles resolves what is a name."""
    target, kind = options.get("link", ""), options.get("link-type", "url")
    if not target:
        return words
    if kind in ("ref", "doc", "any"):
        return f"{{{kind}}}`{words} <{target}>`"
    return f"[{words}]({target})"


def _kind(name: str, options: Mapping[str, str]) -> str:
    """The kind of an admonition; a general one is of the kind that its class names."""
    if name != "admonition":
        return name
    classes = options.get("class", "").replace(",", " ").split()
    return next((each for each in classes if each in KINDS), name)


def _admonition(start: Line, name: str, words: str, body: Lines) -> Lines:
    # Without a body, what stands behind the name is no title but all that is said.
    if words and not any(line.text.strip() for line in body):
        return block(start, name, "", (replace(start, text=words),))
    return block(start, name, words, body)


def _figure(start: Line, target: str, options: Mapping[str, str], caption: Lines) -> Iterator[Line]:
    source = f"<{target}>" if " " in target else target
    image = f"![{options.get('alt', '')}]({source})"
    if options.get("target"):
        image = f"[{image}]({options['target']})"
    yield replace(start, text=image)
    if any(line.text.strip() for line in caption):
        yield replace(start, text="")
        yield from caption
        yield replace(caption[-1], text="")


def _options(lines: Sequence[Line]) -> tuple[dict[str, str], Lines]:
    """The options that a directive starts with, and what follows them."""
    found: dict[str, str] = {}
    is_fenced = bool(lines) and lines[0].text.strip() == "---"
    if is_fenced:
        end = next((row for row in range(1, len(lines)) if lines[row].text.strip() == "---"), 0)
        for line in lines[1:end]:
            key, _, value = line.text.partition(":")
            found[key.strip()] = value.strip()
        return found, tuple(lines[end + 1 :])
    at = 0
    while at < len(lines) and (option := OPTION.fullmatch(lines[at].text)):
        found[option[1]] = option[2].strip()
        at += 1
    return found, tuple(lines[at:])


def _labels(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`(label)=` becomes the id of the heading below it, or a mark of its own; comments go."""
    made: list[Line] = []
    notes: list[Note] = []
    waiting: list[Line] = []
    for line, code in split_fences(lines):
        label = None if code else LABEL.fullmatch(line.text)
        if label:
            waiting.append(replace(line, text=anchor(label[1])))
        elif not code and line.text.startswith("%"):
            notes.append(Note(line.number, comments.WHAT))
        elif not code and BREAK.fullmatch(line.text):
            continue
        elif waiting and not code and HEADING.fullmatch(line.text.rstrip()):
            made.append(replace(line, text=f"{line.text.rstrip()} {{#{waiting.pop().text}}}"))
        elif waiting and line.text.strip():
            # What is no heading has no id in Markdown: an element above it has.
            marks = "".join(f'<a id="{each.text}"></a>' for each in waiting)
            made += [replace(waiting[0], text=marks), replace(waiting[0], text=""), line]
            waiting = []
        else:
            made.append(line)
    return tuple(made), tuple(notes)
