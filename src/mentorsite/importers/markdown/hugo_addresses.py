"""Where Hugo publishes a page: at `url`, by the settings' `permalinks`, else where it stands."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.page_keys import day_of

PART = re.compile(r":([a-z]+)(\[[^\[\]]*\])?")
DATES = ("date", "publishDate", "pubdate", "published", "lastmod", "modified")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def address(page: Original, target: str, languages: tuple[str, ...], config: Configuration) -> str | None:
    """Where a page is published, a translation below its language; None where the settings' pattern can't be filled."""
    if page.text("url"):
        return page.text("url")
    stem, _ = splitext(target)
    bare, _, language = stem.rpartition(".")
    start = f"{language}/" if bare and language in languages[1:] else ""
    if bare and language in languages:
        stem = bare
    pattern = _pattern(page, stem, config)
    if pattern:
        filled = _filled(pattern, page, stem)
        if filled is None:
            return None
        return re.sub(r"\s+", "-", f"{start}{filled.lstrip('/')}".lower())
    folder = f"{dirname(stem)}/" if dirname(stem) else ""
    own = page.text("slug") or basename(stem)
    place = folder if basename(stem) == "index" else f"{folder}{own}/"
    # Hugo writes addresses in small letters, with hyphens for spaces.
    return re.sub(r"\s+", "-", f"{start}{place}".lower())


def _pattern(page: Original, stem: str, config: Configuration) -> str:
    """The pattern of a page's section; that of a section's own page stands under another key."""
    section = stem.partition("/")[0]
    is_section = basename(page.path).startswith("_index.")
    if "/" not in stem:
        return ""
    if is_section:
        return config.text("permalinks", "section", section)
    # An older form has the sections themselves below `permalinks`.
    said = config.at("permalinks", section)
    older = said if isinstance(said, str) else ""
    return config.text("permalinks", "page", section) or older


def _filled(pattern: str, page: Original, stem: str) -> str | None:
    """A pattern with what the page says; None where it asks for a day that the page lacks, or for what is not known."""
    known = dict(_values(page, stem))
    asked = PART.findall(pattern)
    if any(each not in known for each, _ in asked):
        return None
    if any(part and (each, part) != ("sections", "[1:]") for each, part in asked):
        return None
    filled = PART.sub(lambda each: known["sections[1:]" if each[2] else each[1]], pattern)
    return re.sub(r"/{2,}", "/", filled)


def _values(page: Original, stem: str) -> Iterator[tuple[str, str]]:
    """What may stand in a pattern."""
    # The page of a bundle is called as its folder is.
    place = dirname(stem) if basename(stem) == "index" else stem
    folder, name = dirname(place), basename(place)
    title, slug = named(page.text("title")), page.text("slug")
    yield "section", stem.partition("/")[0]
    yield "sections", folder
    yield "sections[1:]", folder.partition("/")[2]
    yield "title", title
    yield "slug", slug or title or name
    yield "filename", name
    yield "contentbasename", name
    yield "slugorfilename", slug or name
    yield "slugorcontentbasename", slug or name
    for key in DATES:
        day = day_of(page, key)
        if day:
            yield from _of_day(day).items()
            return


def _of_day(day: date) -> Mapping[str, str]:
    return {
        "year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}",
        "monthname": MONTHS[day.month - 1], "weekday": str(day.isoweekday() % 7),  # Go counts from Sunday, which is 0
        "weekdayname": WEEKDAYS[day.weekday()], "yearday": str(day.timetuple().tm_yday),
    }  # fmt: skip


def named(title: str) -> str:
    """A title as a name in an address."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s.+~-]", "", title).strip()).lower()
