"""A page that leads on from an old address."""

from dataclasses import dataclass
from types import SimpleNamespace

from mentorsite.model.output import RedirectOutput
from mentorsite.model.urls import relative
from mentorsite.render.site_context import SiteContext
from mentorsite.render.template import render_template
from mentorsite.render.views import Given
from mentorsite.theme.dates_and_numbers import direction


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An old address: `target` is the URL that leads on, `canonical` the whole one, if it is known."""

    title: str
    language: str
    direction: str
    target: str
    canonical: str | None


@dataclass(frozen=True, slots=True)
class RedirectGiven(Given):
    """A page that leads on from an old address."""

    page: RedirectView
    """Where it leads."""
    words: SimpleNamespace
    """What the theme says in the handbook's language."""


def redirect_view(context: SiteContext, output: RedirectOutput) -> RedirectView:
    """Where an old address leads."""
    settings = context.site.settings
    return RedirectView(
        title=context.outline.nodes[output.target].title,
        language=settings.default_language,
        direction=direction(settings.default_language),
        target=relative(output.path, output.target),
        canonical=settings.canonical(output.target),
    )


def redirect_html(context: SiteContext, output: RedirectOutput) -> str:
    """The page itself: nothing surrounds it."""
    view = redirect_view(context, output)
    words = context.template_words(view.language)
    return render_template(context, "redirect.html", RedirectGiven(view, words).by_name())
