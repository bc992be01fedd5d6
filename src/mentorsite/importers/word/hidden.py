"""Text, rows and pictures that Word hides, which a page would show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorsite.importers.word.controls import NEAR, PICTURES, Element, W, words_of
from mentorsite.importers.word.styles import by_id, chain, usual, value

OFF = ("0", "false", "off")
SHOWN_ELEMENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of a document hide: each by its id, those of paragraphs without one, and all text."""

    hiding: Mapping[str, bool] = field(default_factory=dict)
    usual: str = ""
    all_text: bool = False
    known: dict[Element, str] = field(default_factory=dict)
    """The style of each paragraph that was looked at: one may have thousands of runs."""

    def hides(self, run: Element) -> bool:
        """Whether a run is hidden: as it says itself, else as the styles say. Two that hide show again."""
        own = _says(run)
        if own is not None:
            return own
        if self.all_text:
            return True
        paragraph = next(run.iterancestors(f"{W}p"), None)
        table = next(run.iterancestors(f"{W}tbl"), None)
        of_run = value(run, "rPr", "rStyle")
        of_paragraph = self.usual if paragraph is None else self.of_paragraph(paragraph)
        of_table = "" if table is None else value(table, "tblPr", "tblStyle")
        # `vanish` is a property that styles of several levels toggle (ECMA-376, 17.7.3).
        count = sum(self.hiding.get(name, False) for name in (of_run, of_paragraph, of_table))
        return count % 2 == 1

    def of_paragraph(self, paragraph: Element) -> str:
        if paragraph not in self.known:
            self.known[paragraph] = value(paragraph, "pPr", "pStyle") or self.usual
        return self.known[paragraph]


def without_hidden(roots: Iterable[Element], sheets: Sequence[Element]) -> list[str]:
    """Takes out what Word hides; gives what was taken out."""
    styles = _styles(sheets)
    words: list[str] = []
    pictures = 0
    for root in roots:
        runs = filter(styles.hides, root.iter(f"{W}r"))
        # All of them before any goes: a tree must not change while it is gone through.
        for hidden in [*_hidden_rows(root), *_hidden_pictures(root), *runs]:
            if not any(each is root for each in hidden.iterancestors()):
                continue  # it went with what it stood in
            words.append(words_of(hidden))
            pictures += next(hidden.iter(*PICTURES), None) is not None
            hidden.getparent().remove(hidden)
    losses = []
    said = " ".join(" ".join(words).split())
    if said:
        losses.append(f"hidden text: “{said[:NEAR]}”; left out")
    if pictures:
        losses.append(f"hidden pictures: {pictures:,}; left out")
    return losses


def _hidden_rows(root: Element) -> Iterator[Element]:
    for row in list(root.iter(f"{W}tr")):
        hidden = row.find(f"{W}trPr/{W}hidden")
        if hidden is not None and hidden.get(f"{W}val") not in OFF:
            yield row


def _hidden_pictures(root: Element) -> Iterator[Element]:
    for shown in list(root.iter(SHOWN_ELEMENT)):
        if shown.get("hidden") in ("1", "true"):
            yield shown.getparent()


def _styles(sheets: Sequence[Element]) -> _Styles:
    styles = by_id(sheets)
    hiding = {id: _style_hides(id, styles) for id in styles}
    defaults = (sheet.find(f"{W}docDefaults/{W}rPrDefault") for sheet in sheets)
    all_text = any(each is not None and _says(each) is True for each in defaults)
    return _Styles(hiding, usual(styles), all_text)


def _style_hides(id: str, styles: Mapping[str, Element]) -> bool:
    """Whether a style hides text, or else one that it is based on."""
    for each in chain(id, styles):
        said = _says(styles[each])
        if said is not None:
            return said
    return False


def _says(element: Element) -> bool | None:
    """Whether the properties of an element hide its text; nothing where they don't say."""
    vanish = element.find(f"{W}rPr/{W}vanish")
    if vanish is None:
        return None
    return vanish.get(f"{W}val") not in OFF
