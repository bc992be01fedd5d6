"""The pictures of a site's icon as jobs."""

from mentorsite.model.output import IconOutput
from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.jobs import IconJob
from mentorsite.render.icon import initials
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.plan import ICON
from mentorsite.theme.dates_and_numbers import direction

SMALLEST = 192
"""A logo of fewer pixels would be blurred on a home screen."""


def icon_job(context: SiteContext, output: IconOutput) -> IconJob:
    """The icon as one picture."""
    settings, theme = context.site.settings, context.theme
    own, assets = "", theme.print_assets
    if ICON in theme.assets:
        own, assets = ICON, {**theme.print_assets, ICON: theme.assets[ICON]}
    return IconJob(
        path=output.path,
        size=output.size,
        maskable=output.maskable,
        letters=initials(settings),
        own=own,
        look=look_of(settings),
        words=context.words(settings.default_language),
        language=settings.default_language,
        direction=direction(settings.default_language),
        assets=assets,
        images=dict(_logo(context)),
    )


def _logo(context: SiteContext) -> list[tuple[str, str]]:
    """The file of a logo that can be an icon: a drawing, or a picture as wide as high."""
    logo = context.drawn_logo
    if not logo:
        return []
    picture = context.site.pictures.get(logo.source)
    is_square = picture is not None and picture.width == picture.height >= SMALLEST
    if is_square or logo.address.lower().endswith(".svg"):
        return [(logo.address, logo.source)]
    return []
