"""Moments as lines: those that count from the match become days in the browser, once the reader has said theirs."""

from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.render.phrases import moment_words, since_words
from mentorsite.render.program_lines import Counted, Line, line
from mentorsite.structure.moments import after_match
from mentorsite.theme.values import Words


def moment_line(
    moment: Moment, program: Program | None, words: Words, language: str, pattern: str | None = None
) -> Line:
    """When something is; `pattern` are the words around its day, which else are those of a day in a sentence."""
    said = moment_words(moment, program, words, language)
    return _line(said, moment, program, pattern or words["moment_on_day"])


def since_line(moment: Moment, program: Program | None, words: Words, language: str) -> Line:
    """From when on something is."""
    return _line(since_words(moment, program, words, language), moment, program, words["since_day"])


def _line(said: str, moment: Moment, program: Program | None, pattern: str) -> Line:
    after = after_match(moment, program)
    if after is None:
        return line(said)
    return (Counted(said, after, pattern),)
