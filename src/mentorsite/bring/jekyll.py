"""A Jekyll site: where its pages stand, and where it publishes them."""

import re
from collections.abc import Mapping
from posixpath import basename, dirname, splitext

from mentorsite.bring import liquid
from mentorsite.bring.admonitions import callouts
from mentorsite.bring.brought import Material
from mentorsite.bring.configuration import Configuration, configuration
from mentorsite.bring.front import Original
from mentorsite.bring.layout import Layout, below, is_page, published

CONFIG = ("_config.yml", "_config.yaml")
POST = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
LEFT_TO_TOOLS = ("node_modules/", "vendor/", "_site/")


def jekyll(material: Material) -> Layout | None:
    """The layout of a Jekyll site."""
    path = next((each for each in CONFIG if each in material.texts), None)
    if path is None or "_toc.yml" in material.texts:
        return None
    config = configuration(path, material.texts[path])
    collections = _collections(config)
    excluded = (*LEFT_TO_TOOLS, *_listed(config, "exclude"))
    return Layout(
        kind="a Jekyll site",
        title=config.text("title") or config.text("name"),
        description=config.text("description"),
        languages={config.text("lang"): ""} if config.text("lang") else {},
        pages={path: to for path, to in _paths(material.texts, collections, excluded).items() if is_page(path)},
        assets=_paths(material.others, collections, excluded),
        steps=lambda _path: (callouts, *liquid.STEPS),
        addresses=lambda page, target: (_address(page, target, config),),
        order_keys=("nav_order",),
        used=("permalink", "redirect_from"),
        bases=(config.text("url") + config.text("baseurl"), config.text("baseurl")),
        losses=config.losses,
    )


def _collections(config: Configuration) -> tuple[str, ...]:
    """The collections that are published: posts, and those that say so."""
    said = config.at("collections")
    more = said if isinstance(said, Mapping) else {}
    return ("posts", *(name for name in more if str(config.at("collections", name, "output")).lower() == "true"))


def _listed(config: Configuration, key: str) -> tuple[str, ...]:
    value = config.at(key)
    return tuple(str(each).strip().removeprefix("./") for each in value) if isinstance(value, list) else ()


def _paths(paths: Mapping[str, object], collections: tuple[str, ...], excluded: tuple[str, ...]) -> dict[str, str]:
    """Where files go: what lies open, and what is in a published collection."""
    found = {path: to for path, to in published(below(paths, "")).items() if not _is_excluded(path, excluded)}
    for name in collections:
        found |= {path: f"{name}/{rest}" for path, rest in published(below(paths, f"_{name}")).items()}
    return found


def _is_excluded(path: str, excluded: tuple[str, ...]) -> bool:
    return any(each and (path == each or path.startswith(f"{each.rstrip('/')}/")) for each in excluded)


def _address(page: Original, target: str, config: Configuration) -> str:
    style = page.text("permalink") or config.text("permalink") or "date"
    if page.text("permalink") and ":" not in style and style not in STYLES:
        return style
    stem, _ = splitext(target)
    post = POST.fullmatch(basename(stem)) if page.path.startswith("_posts/") else None
    if post:
        return _post_address(page, post, STYLES.get(style, style))
    if basename(stem) == "index":
        return f"{dirname(stem)}/"
    return f"{stem}/" if style == "pretty" or style.endswith("/") else f"{stem}.html"


def _post_address(page: Original, post: re.Match[str], pattern: str) -> str:
    categories = "/".join((*page.texts("category"), *(page.texts("categories") or ())))
    values = {
        ":categories": categories.replace(" ", "/").lower(), ":year": post[1], ":month": f"{int(post[2]):02}",
        ":day": f"{int(post[3]):02}", ":i_month": str(int(post[2])), ":i_day": str(int(post[3])),
        ":title": page.text("slug") or post[4], ":slug": page.text("slug") or post[4], ":output_ext": ".html",
    }  # fmt: skip
    made = re.sub(r":[a-z_]+", lambda found: values.get(found[0], ""), pattern)
    return re.sub(r"/{2,}", "/", made)
