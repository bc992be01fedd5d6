"""What nearly is Markdown within a line: rules of the parser, so that code is passed over, and what others know."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html.entities import html5

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from mentorsite.errors import did_you_mean
from mentorsite.markdown.emoji import AROUND, SHORT_NAME, emoji_of
from mentorsite.markdown.near_misses.attributes import attributes_with_colon
from mentorsite.markdown.near_misses.comments import comments_in_angles, comments_in_braces
from mentorsite.markdown.near_misses.links import bracket, closing_bracket, picture

# The patterns look on for a few hundred characters at most: what begins something may stand at each letter of a text.
VARIABLE = re.compile(r"\{\{-?([^{}\n]{1,200})(\}{0,2})")
TAG = re.compile(r"\{%-?\s*(\w[^%\n]{0,200})%\}")
ROOTS = "program|roles|contact|conduct|cohort|cohorts|closing|communication|site|organization"
NAME = re.compile(rf"(?:{ROOTS})(?:\.[\w-]+)+")
WHOLE_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+)*")
ONE_BRACE = re.compile(rf"\{{[ \t]*((?:{ROOTS})(?:\.[\w-]+)+)[ \t]*\}}(?!\}})")
OF_SHELLS = re.compile(r"\{(?!toc\})([A-Za-z_][\w.-]{0,100})\}(?![^\s$]{0,200}\$)")
"""As `${name}`; with another `$` behind it, it is a formula."""
IN_ANGLES = re.compile(rf"<<[ \t]?((?:{ROOTS})(?:\.[\w-]+)+)[ \t]?>>")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{2,30});")
NO_SEMICOLON = re.compile(r"&(nbsp|amp|lt|gt|quot|copy|mdash|ndash|hellip|euro|shy|rarr|larr)(?![\w;=])")
NO_COMMENT = re.compile(r"<! ?(?:[—–]{1,2}|-(?!-))")
"""What other programs make of a comment's hyphens."""
SHOWN_OF_COMMENT = 20
OFFICE_TAG = re.compile(r"<[owvm]:[a-z]{1,20}[^<>\n]{0,100}>", re.I)
MARKED = re.compile(r"==(?=[^\s=])([^=\n]{1,200})(?<!\s)==(?!=)")
LENGTH = re.compile(r"\{[ \t]*((?:width|height)[ \t]*=[ \t]*[\"']?\d{1,5}[ \t]*(?:%|px|em|cm)[^{}\n]{0,100})\}")
IN_NAMES = str.maketrans({"\\": "", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"})
"""What export programs and editors make of the signs in a variable's name."""
OTHERS = "an instruction of another generator is shown as it is written"


def nearly(at: int, message: str, hint: str, code: str = "nearly-markdown") -> Token:
    """A finding at an offset of an inline text."""
    return Token("nearly", "", 0, meta={"at": at, "code": code, "message": message, "hint": hint})


def emoji(state: StateInline, silent: bool) -> bool:
    """Reads the short name of an emoji, or tells of one that no emoji has."""
    if state.src[state.pos] != ":":
        return False
    found = SHORT_NAME.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    before = state.src[max(state.pos - 1, 0) : state.pos]
    after = state.src[found.end() : found.end() + 1]
    if ":" in (before, after):  # `::note::`
        return False
    if before.isdigit() or after.isdigit():  # `12:30:15`
        return False
    shown = emoji_of(found[1])
    if not shown:
        is_meant = _stand_around(before, after) and re.search("[A-Za-z]", found[1])
        if is_meant and not silent:
            state.push("nearly", "", 0).meta = {"at": state.pos, "code": "unknown-emoji", "name": found[1]}
        return False
    if not silent:
        token = state.push("emoji", "", 0)
        token.content, token.markup = shown, found[0]
    state.pos = found.end()
    return True


def _stand_around(before: str, after: str) -> bool:
    return all(not each or AROUND.match(each) for each in (before, after))


def nearly_in_line(state: StateInline, silent: bool) -> bool:
    """Matches nothing: what it finds is text for the rules that follow."""
    look = IN_LINE.get(state.src[state.pos])
    if look is None or silent:
        return False
    for message, hint in look(state):
        state.push("nearly", "", 0).meta = {
            "at": state.pos,
            "code": "nearly-markdown",
            "message": message,
            "hint": hint,
        }
        break
    return False


def _brace(state: StateInline) -> Iterator[tuple[str, str]]:
    src, at = state.src, state.pos
    if at and src[at - 1] == "{":  # looked at with the first one
        return
    others = [*comments_in_braces(src, at), *attributes_with_colon(src, at)]
    if others:
        yield from others
    elif src.startswith("{{}}", at):
        yield "`{{}}` is no variable: no name stands in it", "write one, as `{{ program.name }}`, or delete it"
    elif src[max(at - 1, 0) : at] == "$" and (found := OF_SHELLS.match(src, at)):
        hint = f"write `{{{{ {found[1]} }}}}`, with a name that the handbook has, or the words themselves"
        yield f"`${found[0]}` is no variable here", hint
    elif found := TAG.match(src, at):
        yield OTHERS, f"write in words what `{{% {found[1].split()[0]} … %}}` would show"
    elif found := VARIABLE.match(src, at):
        yield from no_variable(found)
    elif found := LENGTH.match(src, at):
        message = f"`{{{found[1]}}}` is shown as it is written: a size is a number of pixels alone"
        yield message, "write `{width=300}`, or leave it out: a picture is never wider than the text"
    elif found := ONE_BRACE.match(src, at):
        yield f"`{{{found[1]}}}` is no variable: it needs two braces", f"write `{{{{ {found[1]} }}}}`"


def no_variable(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """What keeps something between braces from being a variable, and what to write."""
    name, end = found[1].strip("- \t\ufdd2").replace("\ufdd2", " "), found[2]
    known = NAME.match(name)
    # Hugo's short codes, Handlebars' blocks, and calls of functions.
    is_of_others = name.startswith(("<", "%", "#", "/", ">")) or "(" in name or '"' in name
    if end == "}}" and is_of_others:
        yield OTHERS, "write in words what it would show, or put it between backquotes"
    elif end != "}}" and known:
        yield f"`{{{{ {known[0]}` is no variable: it is never closed", f"write `{{{{ {known[0]} }}}}`"
    elif end == "}" and WHOLE_NAME.fullmatch(name):
        yield f"`{found[0]}` is no variable: it ends with one brace", f"write `{{{{ {name} }}}}`"
    elif end == "}}" and "|" in name:
        plain = name.split("|")[0].strip()
        yield f"`{{{{ {name} }}}}` is no variable: nothing can follow its name", f"write `{{{{ {plain} }}}}`"
    elif end == "}}" and WHOLE_NAME.fullmatch(name.translate(IN_NAMES)):
        message = f"`{{{{ {name} }}}}` is no variable: a sign in its name is another one"
        yield message, f"write `{{{{ {name.translate(IN_NAMES)} }}}}`"
    elif end == "}}" and re.search(r"[^\W\d_]", name):
        meant = re.sub(r"[^\w-]+", ".", name).strip(".")
        yield f"`{{{{ {name} }}}}` is no variable", f"a variable is names with dots between: `{{{{ {meant} }}}}`"


def _ampersand(state: StateInline) -> Iterator[tuple[str, str]]:
    if found := NO_SEMICOLON.match(state.src, state.pos):
        yield f"`{found[0]}` is shown as it is written: it lacks its `;`", f"write `{found[0]};`"
    elif (found := ENTITY.match(state.src, state.pos)) and (near := _near_entity(found[1])):
        yield f"`{found[0]}` is shown as it is written: there is no such character", near


def _near_entity(name: str) -> str:
    """A hint with the name that has the same letters in another order."""
    alike = _by_letters().get(_letters(name), ())
    return did_you_mean(name, alike).replace("`", "`&", 1).replace("`?", ";`?")


def _letters(name: str) -> str:
    return name[0] + "".join(sorted(name))


@cache
def _by_letters() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted({name.rstrip(";") for name in html5}):
        found.setdefault(_letters(name), []).append(name)
    return found


@lru_cache(maxsize=8)  # it is asked at each `<!--` of a text
def _last_end(text: str) -> int:
    """Where the last comment in a text ends; before its start where none does."""
    return text.rfind("-->")


def _angle(state: StateInline) -> Iterator[tuple[str, str]]:
    is_unended = state.src.startswith("<!--", state.pos) and state.pos > _last_end(state.src)
    if is_unended or NO_COMMENT.match(state.src, state.pos):
        shown = state.src[state.pos : state.pos + SHOWN_OF_COMMENT].split("\n")[0]
        yield f"`{shown}` begins no comment: all of it is shown", "write `<!--` and `-->`, with two hyphens each"
    if found := OFFICE_TAG.match(state.src, state.pos):
        yield f"`{found[0]}` is a mark of an office program, and is shown as it is written", "delete it"
    if found := IN_ANGLES.match(state.src, state.pos):
        yield f"`{found[0]}` is no variable: it needs braces", f"write `{{{{ {found[1]} }}}}`"
    yield from comments_in_angles(state.src, state.pos)


def _equals(state: StateInline) -> Iterator[tuple[str, str]]:
    found = MARKED.match(state.src, state.pos)
    before = state.src[state.pos - 1 : state.pos]
    if found and before != "=" and not before.isalnum():
        yield f"`{found[0]}` marks no words here", f"write `<mark>{found[1]}</mark>`"


# By their first sign: at most letters of a text nothing is looked for.
IN_LINE = {"[": bracket, "]": closing_bracket, "!": picture, "{": _brace, "&": _ampersand, "<": _angle, "=": _equals}
