"""How the tokens of our Markdown become HTML, where that differs from CommonMark."""

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


def _term(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return str(tokens[index].meta["mark"])


def _shown(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return escapeHtml(tokens[index].content)


def container_html(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """The ends of a block that stands aside."""
    if tokens[index].nesting != 1:
        return "</div>\n"
    return f'<div class="alert alert-{tokens[index].meta["look"]}">\n'


def _alert(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<div class="alert alert-{tokens[index].info.lower()}">\n'


def _alert_title(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<p class="alert-title">'


def _table(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    # Wide tables scroll sideways in this box, and `tabindex` lets the keyboard get there to do so.
    return '<div class="table" role="group" tabindex="0">\n' + self.renderToken(tokens, index, options, env)


def _table_end(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table>\n</div>\n"


def _cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A cell whose alignment is a class: the pages' policy allows no style attribute."""
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrJoin("class", style.replace("text-align:", "align-"))
    return self.renderToken(tokens, index, options, env)


def _list_item(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """An item; the box of a task is named by the task's words.

    It is no HTML of the text's own, so it is marked as a value: see `env`.
    """
    html = self.renderToken(tokens, index, options, env)
    if "checked" not in tokens[index].meta:
        return html
    # Between the item and its words stands the opening of its paragraph.
    words = "".join(child.content for child in tokens[index + 2].children or ()).strip()
    if tokens[index].meta["checked"]:
        checked = ' checked=""'
    else:
        checked = ""
    label = f' aria-label="{escapeHtml(words)}"'
    box = f'<input class="task-list-item-checkbox" type="checkbox" disabled=""{checked}{label}>'
    return f"{html}{env['mark'](box)} "


RENDER_RULES = {
    "list_item_open": _list_item,
    "term": _term,
    "emoji": _shown,
    "nearly": _shown,
    "alert_open": _alert,
    "alert_title_open": _alert_title,
    "table_open": _table,
    "table_close": _table_end,
    "th_open": _cell,
    "td_open": _cell,
}
