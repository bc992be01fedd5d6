"""The Markdown that content is written in: CommonMark, GitHub's flavour, and a little more."""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm import gfm_plugin

from mentorsite.markdown.asides import aside_titles, is_container
from mentorsite.markdown.emphasis import mend_emphasis, stars
from mentorsite.markdown.figures import figures
from mentorsite.markdown.glossary import mark_terms
from mentorsite.markdown.link_cards import link_cards
from mentorsite.markdown.mail_addresses import mail_addresses
from mentorsite.markdown.near_misses import look_for_nearly
from mentorsite.markdown.render_rules import RENDER_RULES, container_html

VARIABLE = re.compile(r"\{\{([ \t\ufdd2]*)([A-Za-z_][\w-]*(?:\.[\w-]+)*)([ \t\ufdd2]*)\}\}")
ATTRIBUTES = re.compile(r"\{\s*[.#A-Za-z_][^{}]*\}")
"""What may be read as attributes: `{{ … }}`, `{% … %}` and a text between braces may not."""
PLACED = ("link_open", "image", "html_inline", "variable", "code_inline", "softbreak")
PLACING = {
    "link", "image", "autolink", "html_inline", "variable", "backticks", "newline",
    "gfm_autolink_www", "gfm_autolink_protocol",
}  # fmt: skip
"""The rules that make such tokens."""
PROTOCOLS, HOST = ("http", "https", "mailto", "xmpp"), r"[^\s!\"#%&'()*,/:;?@\[\\\]{}]"
LONGEST_ADDRESS = 2_048
"""Characters of an address that is a link without being marked as one: as many as browsers take everywhere."""
ADDRESS = re.compile(
    rf"(?=www\.|:)(?!\S{{{LONGEST_ADDRESS + 1}}})(?:www\.|://|:[^\s@]{{1,256}}@){HOST}{{1,253}}(?!{HOST})"
)
"""How an address begins that is a link without being marked as one, and how it goes on: by the name of a host that is
no longer than one can be. How long it is comes after how it begins: it is asked at every letter of a text."""
SEEN = max(map(len, PROTOCOLS)) + 1
"""As many characters before a colon tell whether an address is there."""
NESTED = 30
"""How deep blocks may nest, a list counting twice, and emphasis within them; what is deeper is shown as written, and
told."""
LONGEST_PARAGRAPH = 100_000
"""How long a paragraph may be, in characters; a longer one is shown as written, and told: reading it takes time by its
length squared."""


@cache
def parser() -> MarkdownIt:
    """The one parser; it keeps nothing between texts."""
    # markdown-it leaves out what nests deeper than `maxNesting`, so our own limit has to be met first.
    md = MarkdownIt("commonmark", {"maxNesting": NESTED + 1}).use(gfm_plugin).use(deflist_plugin)
    md.use(attrs_plugin).use(attrs_block_plugin)
    md.use(container_plugin, "aside", validate=is_container, render=container_html)
    md.core.ruler.after("normalize", "last_line", _last_line)
    md.core.ruler.before("inline", "aside_title", aside_titles)
    md.core.ruler.after("inline", "figure", figures)
    md.core.ruler.after("figure", "link_cards", link_cards)
    # The plugin's own rule for mail addresses comes before emphasis is read, and cuts `jane_doe@…` at its `_`.
    md.disable("gfm_autolink_email").core.ruler.after("text_join", "mail_addresses", mail_addresses)
    md.core.ruler.push("emphasis_too_deep", _emphasis_too_deep)
    # After the rules that make words and links, so that no term is marked within a link.
    md.core.ruler.push("terms", mark_terms)
    md.core.ruler.before("inline", "too_long", _too_long)
    md.block.ruler.before("table", "too_deep", _too_deep)
    md.inline.ruler.before("link", "variable", _variable)
    mend_emphasis(md)
    look_for_nearly(md)
    # Rules are wrapped in the ruler's own list, for it gives nobody a rule's function by its name.
    ours = {"attr": _attributes_only, "strikethrough": _two_tildes, "emphasis": stars}
    for rule in md.inline.ruler.__rules__:
        if rule.name in PLACING:
            rule.fn = _placing(rule.fn)
        elif rule.name in ours:
            rule.fn = ours[rule.name](rule.fn)
        if rule.name in ("gfm_autolink_www", "gfm_autolink_protocol"):
            rule.fn = _in_an_address(rule.fn)
    for block_rule in md.block.ruler.__rules__:
        if block_rule.name == "attr":
            block_rule.fn = _attribute_lines_only(block_rule.fn)
    # A ruler keeps the functions it has listed once, and notices no change of a rule's.
    md.inline.ruler.__cache__ = md.block.ruler.__cache__ = None
    # By `setattr`, since mypy lets no method be assigned.
    for name, function in (("normalizeLink", _as_written), ("validateLink", _any_link)):
        setattr(md, name, function)
    for name, rule_function in RENDER_RULES.items():
        md.add_render_rule(name, rule_function)
    return md


def hidden_spaces(text: str) -> str:
    """The text with the spaces inside `{{ … }}` hidden, so that a variable may stand in a link's target."""
    return VARIABLE.sub(lambda found: found[0].replace(" ", "\ufdd2").replace("\t", "\ufdd2"), text)


def _as_written(url: str) -> str:
    return url


def _any_link(_url: str) -> bool:
    """Every link is parsed as one: the check of links names the unsafe, rendering leaves them out."""
    return True


def _in_an_address(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule, where an address is. By itself it reads, at each colon, all that stands before it and after it."""

    def ruled(state: StateInline, silent: bool) -> bool:
        if not ADDRESS.match(state.src, state.pos, state.posMax):
            return False
        if state.src[state.pos] == ":" and not state.src.endswith(PROTOCOLS, 0, state.pos):
            return False
        if len(state.pending) > SEEN:
            near, state.pending = state.pending[-SEEN:], state.pending[:-SEEN]
            state.pushPending()  # as a text of its own, which is joined with the next one
            state.pending = near
        return rule(state, silent)

    return ruled


def _attributes_only(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule, where attributes stand."""
    return lambda state, silent: ATTRIBUTES.match(state.src, state.pos) is not None and rule(state, silent)


def _two_tildes(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule, where more than one tilde stands: one alone is no mark, as in `10~12`."""
    return lambda state, silent: state.src.startswith("~~", state.pos) and rule(state, silent)


def _attribute_lines_only(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule, on lines that are attributes as a whole."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        return ATTRIBUTES.fullmatch(text.strip()) is not None and rule(state, line, end, silent)

    return ruled


def _placing(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule, noting in the token it makes from where to where in the inline text that was read."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and len(state.tokens) > before:
            # The first of two may be the text that was read before: it is pushed along with the rule's own token.
            for token in state.tokens[before : before + 2]:
                if token.type in PLACED and "at" not in token.meta:
                    token.meta |= {"at": start, "to": state.pos}
                    break
        return matched

    return placed


def _variable(state: StateInline, silent: bool) -> bool:
    found = VARIABLE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("variable", "", 0)
        token.content = found[0].replace("\ufdd2", " ")
        token.meta = {"name": found[2]}
    state.pos = found.end()
    return True


def _too_deep(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Takes all that nests too deep as it is written, and notes where the first of it starts."""
    if state.level < NESTED:
        return False
    if not silent:
        start = state.bMarks[line] + state.tShift[line]
        state.env.setdefault("too deep", (line, start - state.src.rfind("\n", 0, start) - 1))
        token = state.push("code_block", "code", 0)
        token.content = state.getLines(line, end, state.blkIndent, True)
        token.map = [line, end]
        state.line = end
    return True


def _emphasis_too_deep(state: StateCore) -> None:
    """Takes the marks of emphasis that nests too deep as they are written, and notes where the first of it stands."""
    for token in state.tokens:
        for child in token.children or ():
            if child.level >= NESTED and child.nesting and child.markup:
                state.env.setdefault("too deep", (first_row(token), 0))
                child.type, child.tag, child.nesting, child.content = "text", "", 0, child.markup


def _last_line(state: StateCore) -> None:
    """Ends the last line of a text of blocks: the rule for `:::` reads the character behind an empty one."""
    if not state.inlineMode and not state.src.endswith("\n"):
        state.src += "\n"


def _too_long(state: StateCore) -> None:
    """Takes a paragraph that is too long as it is written, and notes where the first starts."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            token.type = "text"
            state.env.setdefault("too long", first_row(token))


def first_row(token: Token) -> int:
    """The row that a token begins in, from 0; the first of the text for one that knows none, as a text of one line."""
    if token.map:
        return token.map[0]
    return 0
