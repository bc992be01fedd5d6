"""A Hugo site: where its pages stand, and where it publishes them."""

import re
from collections.abc import Mapping
from posixpath import basename, dirname, splitext

from mentorsite.bring import shortcodes
from mentorsite.bring.brought import Material
from mentorsite.bring.configuration import Configuration, configuration
from mentorsite.bring.front import Original
from mentorsite.bring.layout import Layout, below, is_page

CONFIG = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def hugo(material: Material) -> Layout | None:
    """The layout of a Hugo site."""
    path = next((each for each in CONFIG if each in material.texts), None)
    config = configuration(path or "", material.texts.get(path or ""))
    content = config.text("contentDir") or "content"
    if path is None or not any(each.startswith(f"{content}/") for each in material.texts):
        return None
    languages = _languages(config)
    return Layout(
        kind="a Hugo site",
        title=config.text("title"),
        description=config.text("params", "description"),
        languages=languages,
        pages={each: _ours(to) for each, to in below(material.texts, content).items() if is_page(each)},
        assets={**below(material.others, "static"), **below(material.others, content)},
        steps=lambda _path: shortcodes.STEPS,
        addresses=lambda page, target: (_address(page, target, tuple(languages)),),
        order_keys=("weight",),
        used=("slug", "url", "aliases"),
        bases=(config.text("baseURL").rstrip("/"), config.text("baseurl").rstrip("/")),
        roots=(content, "static"),
        losses=config.losses,
    )


def _languages(config: Configuration) -> dict[str, str]:
    """The code and name of each language, the default one first."""
    first = config.text("defaultContentLanguage") or config.text("languageCode") or config.text("locale")
    said = config.at("languages")
    codes = map(str, said) if isinstance(said, Mapping) else ()
    names = {code: config.text("languages", code, "languageName") or code for code in codes}
    if len(names) < 2:
        return {first: ""} if LANGUAGE.fullmatch(first) else {}
    first = first if first in names else next(iter(names))
    return {first: names[first], **names}


def _ours(path: str) -> str:
    """`_index.md`, a section's page, as `index.md`."""
    return re.sub(r"(^|/)_index(?=\.)", r"\1index", path)


def _address(page: Original, target: str, languages: tuple[str, ...]) -> str:
    """Where a page is published; a translation stands below its language."""
    if page.text("url"):
        return page.text("url")
    stem, _ = splitext(target)
    bare, _, language = stem.rpartition(".")
    start = f"{language}/" if bare and language in languages[1:] else ""
    stem = bare if bare and language in languages else stem
    folder = f"{dirname(stem)}/" if dirname(stem) else ""
    own = "" if basename(stem) == "index" else f"{page.text('slug') or basename(stem)}/"
    return re.sub(r"\s+", "-", f"{start}{folder}{own}".lower())
