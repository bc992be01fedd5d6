"""The icon of a site → PNG, drawn by Typst as PDFs are: it has the fonts, and draws SVG."""

from mentorsite.errors import ThemeError
from mentorsite.model.settings import ACCENT
from mentorsite.render.forms.jobs import IconJob
from mentorsite.render.forms.pdf import PdfFile
from mentorsite.render.forms.pdf.book_data import look_of_pictured
from mentorsite.render.forms.pdf.pictures import drawable
from mentorsite.render.forms.pdf.typeset import Files, png, typeset
from mentorsite.theme.colors_and_contrast import text_color_on

MAIN = "icon.typ"
PAGE = """
#import "basics.typ": *
#let icon = json("/data.json").icon
#let fill = if icon.picture == none { rgb(icon.accent) } else if icon.maskable { white }
#set document(title: [Icon])
#set page(width: icon.size * 1pt, height: icon.size * 1pt, margin: 0pt, fill: if icon.maskable { fill })
#show: body => set-text(10pt, body)
#let rounded(body) = block(width: 100%, height: 100%, fill: fill, radius: 22%, align(center + horizon, body))
#let square(body) = block(width: 100%, height: 100%, align(center + horizon, body))
// what devices cut off to a circle has none of the picture's corners
#let room = if icon.maskable { 56% } else { 100% }
#if icon.picture != none {
  square(image(icon.picture, width: room, height: room, fit: "contain", alt: "Icon"))
} else {
  let letters(size) = box(text(
    size: size * icon.size * 1pt, weight: 700, fill: rgb(icon.ink), hyphenate: false,
    top-edge: "bounds", bottom-edge: "bounds", icon.letters,
  ))
  let room = icon.size * if icon.maskable { 48pt } else { 70pt } / 100
  let fits(size) = measure(letters(size)).width <= room
  let sizes = if icon.maskable { (.46, .4, .34, .28, .22) } else { (.62, .54, .46, .38, .3) }
  context {
    let size = sizes.find(fits)
    let drawn = letters(if size == none { sizes.last() } else { size })
    if icon.maskable { square(drawn) } else { rounded(drawn) }
  }
}
"""
"""The picture is a page of as many points as it has pixels."""


def icon(job: IconJob) -> PdfFile:
    """The icon as a PNG: the logo or the theme's own drawing, else letters on the accent.

    Raises `ThemeError` where the theme's files have a fault.
    """
    names, pictures = drawable(job.pictures)
    picture = next(iter(names.values()), job.own)
    files = Files({**job.assets, **pictures, MAIN: PAGE.encode()}, job.fonts)
    if picture:
        try:
            return _drawn(job, f"/{picture.lstrip('/')}", "", files)
        except ThemeError:  # whoever draws it in a certificate tells of a logo that can't be drawn
            pass
    return _drawn(job, None, job.letters, files)


def _drawn(job: IconJob, picture: str | None, letters: str, files: Files) -> PdfFile:
    accent = job.look.accent or ACCENT
    said = {
        "size": job.size, "maskable": job.maskable, "picture": picture, "letters": letters, "accent": accent,
        "ink": text_color_on(accent),
    }  # fmt: skip
    data = {"look": look_of_pictured(job), "icon": said}
    if not letters:
        return PdfFile(png(MAIN, data, files, machine=False), 1, frozenset(), False)
    tried = typeset(MAIN, data, files, tagged=False)  # unlike `png`, it tells of letters that no font has
    if tried.missing:
        data = {**data, "icon": {**said, "letters": ""}}
    made = png(MAIN, data, files, machine=tried.with_machine_fonts)
    return PdfFile(made, 1, frozenset(), tried.with_machine_fonts)
