"""What fields hold at first → pages that show it, each of the size of its field, in whatever script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorsite.render.forms.pdf.typeset import Drawn, Files, typeset

MAIN = "first-values.typ"
PAGES = """
#import "basics.typ": *
#show: body => set-text(10pt, body)
#set text(fill: rgb("#14213d"), hyphenate: false)
#set par(leading: .22em)
#for it in json("/data.json").values {
  let (width, height) = (it.width * 1pt, it.height * 1pt)
  let room = (width - 4pt, height - if it.lines { 4pt } else { 0pt })
  set page(width: width, height: height, margin: (x: 2pt, y: if it.lines { 2pt } else { 0pt }))
  context {
    // as large as it fits, but to be read: what has no room stands in whole at the end of the form
    let fits(size) = {
      let drawn = measure(text(size: size, it.text), width: if it.lines { room.at(0) } else { auto })
      drawn.width <= room.at(0) and drawn.height <= calc.max(room.at(1), 12pt)
    }
    let size = (10pt, 9pt, 8pt, 7pt).find(fits)
    let size = if size == none { 7pt } else { size }
    align(start + if it.lines { top } else { horizon }, box(width: room.at(0), height: room.at(1), clip: true, align(
      start + if it.lines { top } else { horizon },
      if it.lines { text(size: size, it.text) } else { box(text(size: size, it.text)) },
    )))
  }
}
"""


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds; its width and height are in points, `lines` is whether it has several lines."""

    text: str
    lines: bool
    width: float
    height: float


def draw_values(values: tuple[Value, ...], data: Mapping[str, Any], files: Files) -> Drawn:
    """A PDF with a page for each value, which looks as the form's `data` and the theme's `files` say."""
    shown = []
    for value in values:
        if value.lines:
            text = value.text
        else:  # a field of one line can't break
            text = " ".join(value.text.split())
        shown.append({"text": text, "lines": value.lines, "width": value.width, "height": value.height})
    pages = {"look": data["look"], "values": shown}
    # the pages become pictures of fields, which have their tags in the form
    return typeset(MAIN, pages, files.with_files({MAIN: PAGES.encode()}), tagged=False)
