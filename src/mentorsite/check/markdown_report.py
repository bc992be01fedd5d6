"""Problems and changes as Markdown, for comments and issues on GitHub: no sign of theirs is Markdown's own."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mentorsite.errors import Mistake, Problem, mistakes, visible

if TYPE_CHECKING:
    from mentorsite.check.changes.handbook import ChangeSentence  # every command reports, and few compare

MOST, LONGEST = 100, 400
"""How many lines are shown, and how many characters of one: a comment takes 65,536."""
NOT_COMPARED = "Not compared, since one of its two versions has errors: {}"
NOTHING_CHANGED = "Nothing changed that readers would notice."


def problems_as_markdown(problems: Iterable[Problem]) -> str:
    """A list of all mistakes, the errors first."""
    found = sorted(mistakes(problems), key=lambda each: not each.problem.fatal)
    return "\n".join(_limited([_mistake(each) for each in found])) or "No problems."


def _mistake(mistake: Mistake) -> str:
    each = mistake.problem
    kind = "Error" if each.fatal else "Advice"
    hint = f" → {escaped(each.hint)}" if each.hint else ""
    return f"- **{kind}** in {_code(each.path)}, line {each.line}: {escaped(each.message)}{hint}"


def changes_as_markdown(sentences: "Sequence[ChangeSentence]", not_compared: Sequence[str]) -> str:
    """What changed, a list below each file."""
    shown = sentences[:MOST]
    lines: list[str] = []
    for file in dict.fromkeys(each.file for each in shown):
        lines += ["", _code(file), ""]
        for each in shown:
            if each.file == file:
                lines.append(f"- {escaped(each.text)}")
    if len(sentences) > MOST:
        lines += ["", _more(len(sentences) - MOST)]
    if not_compared:
        lines += ["", *_limited([f"- {NOT_COMPARED.format(_code(path))}" for path in not_compared])]
    return "\n".join(lines).strip() or NOTHING_CHANGED


def _limited(lines: list[str]) -> list[str]:
    if len(lines) > MOST:
        return [*lines[:MOST], _more(len(lines) - MOST)]
    return lines


def _more(number: int) -> str:
    return f"- and {number:,} more"


def _code(path: str) -> str:
    return f"`{visible(path).replace('`', '')[:LONGEST]}`"


def escaped(text: str) -> str:
    """A text in one line in which no sign is Markdown's or HTML's, and which calls nobody by an `@`; what stands
    between two backticks stays code."""
    words = visible(" ".join(text.split()))
    if len(words) > LONGEST:
        words = f"{words[:LONGEST]} …"
    # Every second part stands between backticks. Where one is left alone, or two stand beside each other, Markdown may
    # see code that begins elsewhere.
    parts = words.split("`")
    between = parts[2:-1:2]
    if len(parts) % 2 == 0 or not all(parts[1::2]) or not all(between):
        return _without_signs(words)
    parts[::2] = map(_without_signs, parts[::2])
    return "`".join(parts)


def _without_signs(words: str) -> str:
    for sign in "\\`*_[]#|~":
        words = words.replace(sign, f"\\{sign}")
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # GitHub tells the person behind an `@`, and links each address: not with a space of no width in it.
    return words.replace("@", "@\u200b").replace("://", ":\u200b//")
