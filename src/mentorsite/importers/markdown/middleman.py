"""A site of Middleman, such as those of the technical documentation template: pages in `source/`, some with ERB."""

import re

from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.comments import without
from mentorsite.importers.markdown.config_files import configuration
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import ImportSource

CONFIG = "config/tech-docs.yml"
PROGRAM = "config.rb"
ENDING = re.compile(r"(?:\.html)?(?:\.(?:md|markdown))(?:\.erb)?$")
WITH_ERB = (".md.erb", ".markdown.erb")
HARD_WRAP = re.compile(r"^[^#\n]*\bhard_wrap(?::|\s*=>)\s*true\b", re.M)
ROOT = "source"
PRIVATE = without("<%#", "%>")


def middleman(source: ImportSource) -> Layout | None:
    """The layout of a site of Middleman. What its pages have of Ruby is not run, and named by itself."""
    paths = {*source.texts, *source.others}
    pages = {}
    for path, inside in below(source.texts, ROOT).items():
        is_part = any(name.startswith("_") for name in inside.split("/"))
        if path != inside and not is_part and (is_page(path) or path.endswith(WITH_ERB)):
            pages[path] = ENDING.sub(".md", inside)
    if not pages or not {CONFIG, PROGRAM} & paths:
        return None
    settings = configuration(CONFIG, source.texts.get(CONFIG))
    return Layout(
        kind="a Middleman site",
        title=settings.text("service_name"),
        pages=pages,
        assets=below(source.others, ROOT),
        steps=lambda _page: (PRIVATE,),
        addresses=lambda page, target: (_address(target), ENDING.sub("", page.path.removeprefix(f"{ROOT}/"))),
        breaks=HARD_WRAP.search(text_of(PROGRAM, source)) is not None,
        bases=(settings.text("host").rstrip("/"),),
        roots=(ROOT,),
        losses=(*settings.losses, *Bars(CONFIG).links(settings.at("header_links"), settings.at("footer_links"))),
    )


def _address(target: str) -> str:
    """Where a page is published."""
    return target.removesuffix(".md") + ".html"
