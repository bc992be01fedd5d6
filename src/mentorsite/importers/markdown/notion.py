"""An export of Notion: pages and folders with a number behind their names, and links to the pages on the web."""

import re
from collections.abc import Iterable, Mapping
from posixpath import splitext

from mentorsite.importers.markdown.admonitions import colons, quoted_alerts
from mentorsite.importers.markdown.comments import IN_NOTES
from mentorsite.importers.markdown.layout import Layout, below
from mentorsite.importers.markdown.lines import Line, Step, each_line, outside_code
from mentorsite.importers.markdown.mdx_blocks import apart
from mentorsite.importers.markdown.page_keys import ADDRESS, said_address
from mentorsite.importers.result import ImportSource, ImportWarning
from mentorsite.model.urls import encoded

NUMBER = re.compile(r"[ _-]([0-9a-f]{32})(?=/|(?:_all)?\.\w+$|$)")
"""The number that Notion puts behind each name."""
ON_THE_WEB = re.compile(
    r"https?://(?:[\w-]+\.)?notion\.(?:so|site)/[^\s()<>\"'?#]{0,300}?([0-9a-f]{32})[^\s()<>\"']{0,300}"
)
DATABASE = "a database of Notion: a file to download; write what readers need as a table on a page"


def is_export(pages: Iterable[str]) -> bool:
    """Whether most pages have a number behind their names."""
    numbered = [NUMBER.search(each) is not None for each in pages]
    return sum(numbered) * 2 > len(numbered)


def export(source: ImportSource, pages: Mapping[str, str]) -> Layout:
    """The layout of an export: its one page at the top is home, and the folder of that page is the top."""
    plain = {each: NUMBER.sub("", to) for each, to in pages.items()}
    home = _home(plain)
    folder = f"{splitext(plain[home])[0]}/" if home else ""
    files = {each: NUMBER.sub("", to).removeprefix(folder) for each, to in below(source.others, "").items()}
    targets = {each: to.removeprefix(folder) for each, to in plain.items()}
    if home:
        targets[home] = "index.md"
    numbers = {}
    for path in pages:
        found = NUMBER.findall(path)
        if found:
            numbers[found[-1]] = path  # the last is the page's own, those before it are of its folders
    steps: tuple[Step, ...] = (*IN_NOTES, apart, quoted_alerts, colons, each_line(lambda line: _here(line, numbers)))
    return Layout(
        kind="an export of Notion",
        title="",
        pages=targets,
        assets=files,
        steps=lambda _page: steps,
        addresses=said_address,
        used=ADDRESS,
        breaks=True,
        losses=tuple(ImportWarning(each, 0, DATABASE) for each in files if each.endswith(".csv")),
    )


def _home(pages: Mapping[str, str]) -> str:
    """The one page at the top, below which all others lie; nothing where there are several."""
    tops = [path for path, to in pages.items() if "/" not in to]
    if len(tops) != 1:
        return ""
    folder = f"{splitext(pages[tops[0]])[0]}/"
    if all(to.startswith(folder) for path, to in pages.items() if path != tops[0]):
        return tops[0]
    return ""


def _here(line: Line, numbers: Mapping[str, str]) -> tuple[str, Iterable[str]]:
    """A line whose links to pages on the web that are here lead to these; others are named."""
    found: list[str] = []

    def here(link: re.Match[str]) -> str:
        path = numbers.get(link[1], "")
        if path:
            return f"/{encoded(path)}"
        found.append(f"`{link[0][:100]}`: a page of Notion that was not exported; the link leads there")
        return link[0]

    text = outside_code(line.text, lambda part: ON_THE_WEB.sub(here, part))
    return text, tuple(found)
