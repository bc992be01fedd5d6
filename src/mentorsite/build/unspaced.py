"""Scripts that put no spaces between words, as those of Chinese, Japanese and Thai: each letter counts as a word."""

import json
import re
from collections.abc import Mapping

SCRIPTS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese and Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
SEAM = "\u034f "
"""What Pagefind is given between two letters: a space, and before it a sign that nobody writes and Pagefind ignores."""
ZERO_WIDTH = "\u200b"
"""What Pagefind's script knows as the end of a word that no space follows."""
UNSPACED = re.compile(f"[{SCRIPTS}]")
WITHIN = "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr"
TAGS = rf"(?:</?(?:{WITHIN})\b[^>]*>)*"
"""What may stand within a word. Where other elements begin or end, Pagefind ends words itself."""
LETTER = rf"(?=[{SCRIPTS}])\w(?:(?=[{SCRIPTS}])[^\w\s])*"
SEAMS = re.compile(rf"<[^>]*>|{LETTER}(?={TAGS}\w)|[^\s<>](?={TAGS}{LETTER})")
"""A tag, which is left as it is, or what a letter of such a script stands before or behind."""


def apart(html: str) -> str:
    """HTML whose letters of such scripts each stand as a word of their own; other HTML as it is."""
    if not UNSPACED.search(html):
        return html
    return SEAMS.sub(_with_seam, html.replace(ZERO_WIDTH, ""))


def _with_seam(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return found[0]
    return found[0] + SEAM


def apart_in_texts(main: str, attribute: str) -> str:
    """A page's texts with their letters apart, and the words in an attribute, which stand in no text."""
    if not UNSPACED.search(main):
        return main
    texts = apart(main)
    return re.sub(rf'(?<= {attribute}=")[^"]*', lambda found: apart(found[0]), texts)


def together(page: str) -> str:
    """What Pagefind noted of a page, as JSON, with its texts as they were written.

    Only where words end, which Pagefind counts, is still told in the content, in its own way.
    """
    if SEAM not in page:
        return page
    noted = json.loads(page)
    content = noted["content"].replace(" ", f" {ZERO_WIDTH}").replace(f"{SEAM}{ZERO_WIDTH}", ZERO_WIDTH)
    whole: Mapping[str, object] = json.loads(json.dumps(noted, ensure_ascii=False).replace(SEAM, ""))
    return json.dumps({**whole, "content": content}, ensure_ascii=False, separators=(",", ":"))
