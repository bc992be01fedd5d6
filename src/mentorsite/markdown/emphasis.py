"""Where stars and underscores make emphasis, and where they are signs of a word or a line to write on."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

CJK = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""A letter or sign of Chinese, Japanese and Korean, which have no spaces around the words that are marked."""
STAR = ord("*")
IN_A_WORD = "in a word"
MARKS = str.maketrans("", "", "*_~")
LINES = re.compile(
    r"_{4,}+(?![^\W_])|(?<=[^\w\s])_{4,}+"
    r"|_{2,}+(?:[!-)+-/:;?@|%€·–—]{1,3}_{2,}+)++(?![^\W_])"
    r"|(?<=[(\[])_{2,}+(?=[)\]])"
)
"""Lines to write on: a long one, short ones with signs between, as `__/__/____`, and one in brackets."""


def mend_emphasis(md: MarkdownIt) -> None:
    """Has a parser leave stars of words and lines to write on as they are written."""
    md.inline.ruler.before("emphasis", "lines_to_write_on", _lines_to_write_on)
    md.inline.ruler2.before("balance_pairs", "stars_of_words", _stars_of_words)


def stars(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule for emphasis, with stars that begin and end it beside letters that have no spaces around.

    By CommonMark, `**「約束」**を` has none, because a sign stands before its end and a letter behind it.
    """

    def ruled(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.delimiters)
        matched = rule(state, silent)
        if matched and state.src[start] == "*":
            before, behind = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
            # A space beside a star still keeps it from beginning or ending anything.
            opens = bool(CJK.match(before)) and bool(behind.strip())
            closes = bool(CJK.match(behind)) and bool(before.strip())
            for each in state.delimiters[known:]:
                each.open, each.close = each.open or opens, each.close or closes
            if state.pos - start == 1 and _is_of_a_word(before) and _is_of_a_word(behind):
                state.tokens[-1].meta[IN_A_WORD] = True
        return matched

    return ruled


def _is_of_a_word(sign: str) -> bool:
    """Whether it is a digit or a letter of a script with capitals: all of these have spaces between words."""
    return sign.isdigit() or sign.lower() != sign.upper()


def _stars_of_words(state: StateInline) -> None:
    """Takes from stars within words what they would begin or end in another word, as in `Mentor*innen`."""
    _settle(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta:
            _settle(state, meta.get("delimiters", ()))


def _settle(state: StateInline, delimiters: Sequence[Delimiter]) -> None:
    found = [each for each in delimiters if each.marker == STAR]
    opener_before = False
    at = 0
    for is_of_words, group in groupby(found, lambda each: IN_A_WORD in state.tokens[each.token].meta):
        members = list(group)
        at += len(members)
        if is_of_words:
            closer_behind = at < len(found) and found[at].close
            kept = _within_one_word(state, members)
            # One star outside words has its other end in a word, as in `*agreement*s`, where nothing else ends it.
            if opener_before and not closer_behind:
                kept.add(members[0].token)
            elif closer_behind and not opener_before:
                kept.add(members[-1].token)
            for each in members:
                each.open = each.open and each.token in kept
                each.close = each.close and each.token in kept
        opener_before = members[-1].open and not is_of_words


def _within_one_word(state: StateInline, members: Sequence[Delimiter]) -> set[int]:
    """The tokens of the stars with nothing but letters between them and the next, as in `un*believ*able`."""
    kept: set[int] = set()
    for one, other in pairwise(members):
        between = "".join(token.content for token in state.tokens[one.token + 1 : other.token])
        has_break = any(token.type.endswith("break") for token in state.tokens[one.token + 1 : other.token])
        if not has_break and between.translate(MARKS).isalnum():
            kept |= {one.token, other.token}
    return kept


def _lines_to_write_on(state: StateInline, silent: bool) -> bool:
    """Reads underscores that are lines to write on as text."""
    if state.src[state.pos] != "_" or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    found = LINES.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True
