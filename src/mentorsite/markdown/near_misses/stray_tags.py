"""What looks like a tag within a line and is none: `a<b and b>c`, or a tag that nothing ends in its paragraph."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from mentorsite.markdown.near_misses.blocks import Note
from mentorsite.markdown.raw_html import MARKUP, Tag, tags
from mentorsite.markdown.sanitize import ATTRIBUTES, TAGS

STYLES = TAGS & {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
}  # fmt: skip
"""The elements within a line that go on to the end of the page where nothing ends them."""
WITHOUT_VALUE = {name for names in ATTRIBUTES.values() for name in names} | {
    "autofocus", "async", "checked", "compact", "controls", "default", "disabled", "download", "hidden", "inert",
    "ismap", "itemscope", "loop", "markdown", "multiple", "muted", "name", "noshade", "nowrap", "open", "readonly",
    "required", "selected", "style",
}  # fmt: skip
"""The attributes that may stand in a tag without a value."""
LONGEST = 60
"""As many characters of a tag are quoted."""
HINT = "write `&lt;` for `<`, or a space after it"


def stray_tags(state: StateCore) -> None:
    """Shows such tags as they are written, and tells of them; a place that a link leads to is ended at once."""
    for token in state.tokens:
        children = token.children or ()
        for child in children:
            if child.type == "html_inline" and (word := _no_attribute(child.content)):
                _show(child, f"HTML has no attribute `{word}`", HINT)
        for child, tag in _never_ended(children):
            ending = f"</{tag.name}>"
            # `<a name="costs">` marks a place, and nobody writes an end of it; `<span/>` was meant to have none.
            if tag.value("id") or tag.value("name") or tag.text.endswith("/"):
                child.content += ending
            else:
                hint = f"{HINT}; for HTML, write `{ending}` at its end"
                _show(child, f"no `{ending}` follows in its paragraph", hint)
        if children:
            token.children = list(_with_notes(children))


FOLDS = {"details": "the fold", "table": "the table"}
"""The elements that hold blocks and take all that follows, where nothing ends them."""


def unended_folds(state: StateCore) -> None:
    """Tells of the first of these that nothing ends."""
    waiting: list[tuple[str, Token, int]] = []
    how_many: Counter[str] = Counter()
    for token in state.tokens:
        if token.type != "html_block":
            continue
        for found in MARKUP.finditer(token.content):
            name = (found[2] or "").lower()
            if name in FOLDS and not found[1]:
                waiting.append((name, token, found.start()))
                how_many[name] += 1
            elif name in FOLDS and how_many[name]:
                ended = ""
                while ended != name:  # what is open in it ends with it
                    ended = waiting.pop()[0]
                    how_many[ended] -= 1
    for name, token, at in waiting[:1]:
        row = (token.map[0] if token.map else 0) + token.content.count("\n", 0, at)
        message = f"{FOLDS[name]} that begins here never ends, so that all below it is inside: `</{name}>` is missing"
        state.env.setdefault("nearly", []).append(Note(row, 0, message, f"write `</{name}>` where it ends"))


def _never_ended(children: Iterable[Token]) -> Iterator[tuple[Token, Tag]]:
    """The tags of styles that no tag ends."""
    waiting: defaultdict[str, list[tuple[Token, Tag]]] = defaultdict(list)
    for child in children:
        if child.type != "html_inline":
            continue
        markup = MARKUP.fullmatch(child.content)
        if not markup:
            continue
        name = (markup[2] or "").lower()
        if name not in STYLES:
            continue
        if markup[1]:
            del waiting[name][-1:]  # nothing where none waits
        else:
            waiting[name] += [(child, tag) for tag in tags(child.content)]
    for each in waiting.values():
        yield from each


def _no_attribute(html: str) -> str:
    """A word in a tag that is no attribute, where the tag has such words alone."""
    tag = next(tags(html), None)
    if tag is None or tag.name not in TAGS or "=" in tag.text:
        return ""
    for each in tag.attributes:
        if each.name not in WITHOUT_VALUE and "-" not in each.name:  # `data-…` may have any name
            return each.name
    return ""


def _show(child: Token, why: str, hint: str) -> None:
    """Makes text of a tag, and notes its problem."""
    written = " ".join(child.content.split())
    if len(written) <= LONGEST:
        short = written
    else:
        short = f"{written[:LONGEST]}…"
    message = f"`{short}` is shown as it is written: {why}"
    child.type = "text"
    child.meta |= {"code": "nearly-markdown", "message": message, "hint": hint}


def _with_notes(children: Iterable[Token]) -> Iterator[Token]:
    for child in children:
        if child.type == "text" and "message" in child.meta:
            yield Token("nearly", "", 0, meta=child.meta)
        yield child
