"""A page that is ready for its template, and its HTML."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace

from markupsafe import Markup

from mentorsite.render.pages.frame import Frame
from mentorsite.render.template import render_template
from mentorsite.render.views import Given, MenuView, PageView, SiteView
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class OnEveryPage(Given):
    """What the template of every page is given."""

    site: SiteView
    """The handbook as a whole."""
    page: PageView
    """The page."""
    words: SimpleNamespace
    """What the theme says in the page's language, as `words.privacy`."""
    text_words: SimpleNamespace
    """What the theme says in the language of the page's text, where that isn't translated; in it `words` is this."""
    navigation: tuple[MenuView, ...]
    """The menu."""
    menu: Callable[[], Markup]
    """`menu()` is the menu as HTML, from `partials/navigation.html`; that is given `navigation` and `words`."""
    asset: Callable[[str], str]
    """`asset('name')` is the URL of a file in `assets/`, or of one that is made: `icon.svg`."""


@dataclass(frozen=True, slots=True)
class ThemedPage:
    """What every page has, the template that shows it, and what that is given besides.

    `address` is None for a page that is read at any depth. `words` are what the theme says in its text, where that
    isn't in one language.
    """

    template: str
    address: str | None
    view: PageView
    more: Given = Given()  # noqa: RUF009 - it is frozen, and empty
    words: Words | None = None


def page_html(page: ThemedPage, frame: Frame) -> str:
    """A page in its frame. What stands in place of a translation is searched where it is at home."""
    view = page.view
    if view.text_language != view.language:
        view = replace(view, searched=None)
    if page.words:
        text_words = SimpleNamespace(**page.words)
    else:
        text_words = frame.context.template_words(view.text_language)
    common = OnEveryPage(
        site=frame.view,
        page=view,
        words=frame.words,
        text_words=text_words,
        navigation=frame.navigation(page.address),
        menu=partial(frame.menu, page.address),
        asset=frame.asset,
    )
    return render_template(frame.context, page.template, {**common.by_name(), **page.more.by_name()})
