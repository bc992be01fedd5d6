"""What the answers to items and clauses are called: by their id or their words, never by their place."""

from dataclasses import dataclass, replace
from hashlib import sha256

from mentorsite.markdown.document import Blank, Piece, Variable
from mentorsite.markdown.slug import slug
from mentorsite.model.section import Clause, Item
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.form_context import FormContext
from mentorsite.structure.current_cohort import cohort_named
from mentorsite.structure.variables import Scope, scopes

LONGEST_WORDS = 40
"""How many letters of a clause's words its name has."""


@dataclass(frozen=True, slots=True)
class Called:
    """The name of an answer, one under which it may be kept, and one that told it by its place in the form."""

    name: str
    formerly: str = ""
    by_place: str = ""


def item_names(context: FormContext, section: str, items: tuple[Item, ...]) -> list[Called]:
    """The names of a section's items. Formerly their variables were filled in.

    One without an id is named by its words as they are written, or by those that it translates.
    """
    now: list[str] = []
    before: list[str] = []
    originals = context.form.named_by.get(section) or (None,) * len(items)
    for item, original in zip(items, originals, strict=True):
        if original:
            pieces = original.pieces
        else:
            pieces = item.text.pieces
        for taken, reading in ((now, as_written(context)), (before, in_default_language(context))):
            key = item.id or slug(reading.join(pieces).striptags())[:60].strip("-") or "item"
            name = f"{section}__item_{key}"
            if name in taken:
                name = f"{name}-{len(taken)}"
            taken.append(name)
    found = []
    for name, former in zip(now, before, strict=True):
        if former in now:  # under that name the answer to another item is kept, or its own
            former = ""
        found.append(Called(name, former))
    return found


def clause_names(context: FormContext, section: str, clauses: tuple[Clause, ...]) -> list[Called]:
    """The names of a section's clauses: whoever agreed to one agreed to its words.

    One without an id is named by all its words, so that it is another one as soon as a word or a sign is another. One
    with an id may be kept by its words, from when it had none.
    """
    originals = context.form.clauses_named_by.get(section) or (None,) * len(clauses)
    found: list[Called] = []
    times: dict[str, int] = {}
    for index, (clause, original) in enumerate(zip(clauses, originals, strict=True), 1):
        if original:
            text = original.pieces
        else:
            text = clause.text.pieces
        pieces = tuple(map(_as_variable, text))
        words = _by_words(as_written(context).join(pieces).striptags())
        times[words] = times.get(words, 0) + 1
        if times[words] == 1:
            unique = words
        else:
            unique = f"{words}-{times[words]}"
        by_words, by_place = f"{section}__clause__{unique}", f"{section}__clause_{index}"
        if clause.id:
            found.append(Called(f"{section}__clause__{clause.id}", by_words, by_place))
        else:
            found.append(Called(by_words, by_place=by_place))
    return found


def _as_variable(piece: Piece) -> Piece:
    """A field within a sentence as it is written, so that its id tells two sentences apart."""
    if isinstance(piece, Blank):
        return Variable(piece.field, piece.source, piece.place)
    return piece


def _by_words(text: str) -> str:
    """The beginning of a text as it can be read in a name, and what tells it from every other text."""
    words = " ".join(text.split())  # how its lines are broken doesn't make it another text
    beginning = slug(words)[:LONGEST_WORDS].strip("-") or "clause"
    # UTF-8 alone would refuse half a character, as `\ud800`
    whole = sha256(words.encode(errors="surrogatepass")).hexdigest()
    return f"{beginning}-{whole[:8]}"


def as_written(context: FormContext) -> RenderContext:
    """Where variables stay as they are written."""
    return replace(context.render_context, scope=Scope({}))


def in_default_language(context: FormContext) -> RenderContext:
    """Where the form that this one translates is read; where this one is, if it translates none."""
    if not context.form.translates:
        return context.render_context
    settings = context.render_context.site.settings
    program = context.entry.id if context.entry else None
    scope_of = scopes(context.render_context.site)
    scope = scope_of(program, cohort_named(context.form), settings.default_language)
    return replace(context.render_context, language=settings.default_language, scope=scope)
