"""A template of the theme, rendered; where it fails, its own file and line are told."""

import traceback
from collections.abc import Iterable, Mapping

from jinja2 import TemplateError

from mentorsite.errors import ThemeError
from mentorsite.render.site_context import SiteContext
from mentorsite.theme.values import Theme

WRONG_IN_TEMPLATES = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
"""What a template can raise: Jinja's own errors, and those of Python's operators and filters."""


def render_template(context: SiteContext, name: str, values: Mapping[str, object]) -> str:
    """A template rendered; raises `ThemeError` with the theme's own file and line."""
    try:
        return context.templates.get_template(name).render(values)
    except WRONG_IN_TEMPLATES as error:
        spot = _spot(error, context.theme)
        if spot is None:
            raise
        message = "it includes itself without end" if isinstance(error, RecursionError) else error
        raise ThemeError(f"{spot}: {message}. Nothing was written.") from error


def _spot(error: Exception, theme: Theme) -> str | None:
    """The template's file and line where rendering stopped; None where our own code is to blame."""
    files = set()
    for versions in theme.templates.values():
        for template in versions:
            files.add(template.file)
    spots = []
    for frame, line in _frames(error):
        if frame.filename in files:
            spots.append((frame.filename, line))
    if not spots:
        return None
    file, line = spots[-1]  # the innermost: templates include each other
    return f"{file}:{line}"


def _frames(error: BaseException) -> Iterable[tuple[traceback.FrameSummary, int]]:
    return ((frame, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__))
