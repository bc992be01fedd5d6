"""Links and words in the bars and footers of another tool, for which a handbook has no place: each is named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorsite.importers.markdown.config_files import as_several
from mentorsite.importers.markdown.menus import DEEPEST, line_of
from mentorsite.importers.result import ImportWarning

ELSEWHERE = re.compile(r"(?:https?://|mailto:|tel:)\S+")
PICTURED = ("icon", "image", "img", "logo", "src", "srcDark", "style")
"""Keys of an entry whose address is that of a picture."""
LEADING = ("href", "url", "link", "to", "file")
A_PAGE = re.compile(r"/\S*|\S+\.(?:q?md|ipynb|rmd|html)", re.I)
SWITCHES = ("", "true", "false")
"""What YAML has where a bar is only turned on or off."""
SHOWN_WORDS = 200


@dataclass(frozen=True, slots=True)
class Bars:
    """Names what the bars and the footer of a site show, by what a file of settings says of them.

    `lines` has the line of each text, where that is a program; links that begin with `own` lead to the site itself.
    """

    path: str
    own: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def links(self, *said: Any, where: str = "menu") -> Iterator[ImportWarning]:
        """The links to other sites, however deep they stand in what is said."""
        for each in _texts(list(said)):
            url = each.strip()
            is_own = self.own and f"{url}/".startswith(f"{self.own}/")
            if ELSEWHERE.fullmatch(url) and not is_own:
                what = f"{url} in the {where}: a handbook's menu has pages; put the link on one"
                yield ImportWarning(self.path, self._line(each), what)

    def words(self, *said: Any, where: str = "footer") -> Iterator[ImportWarning]:
        """What is said in words."""
        for each in said:
            shown = " ".join(each.split()) if isinstance(each, str) else ""
            if shown.lower() not in SWITCHES:
                what = f"“{shown[:SHOWN_WORDS]}” in the {where}: put it on a page; left out"
                yield ImportWarning(self.path, self._line(each), what)

    def entries(self, said: Any, where: str = "footer") -> Iterator[ImportWarning]:
        """A footer that is a text, or a list of texts and of entries, of which some lead elsewhere."""
        yield from self.links(said, where=where)
        for each in as_several(said):
            if isinstance(each, str):
                leads = ELSEWHERE.fullmatch(each.strip()) or A_PAGE.fullmatch(each.strip())
                yield from self.words("" if leads else each, where=where)
            elif isinstance(each, Mapping) and not any(key in each for key in LEADING):
                yield from self.words(each.get("text") or each.get("html"), where=where)

    def _line(self, said: str) -> int:
        return line_of(said) or self.lines.get(said, 0)


def _texts(said: Any, depth: int = 0) -> Iterator[str]:
    """Every text of a value but those of pictures."""
    if isinstance(said, str):
        yield said
    if depth > 2 * DEEPEST:
        return
    if isinstance(said, Mapping):
        said = [value for key, value in said.items() if key not in PICTURED]
    if isinstance(said, list):
        for each in said:
            yield from _texts(each, depth + 1)
