"""What nearly is Markdown: GitHub shows it as it is written, and so do pages, but its writer is told.

Each finding is a token `nearly`, which shows nothing, at its spot in a line; or a `Note` of a block's line.
"""

from markdown_it import MarkdownIt

from mentorsite.markdown.near_misses.attributes import attribute_line
from mentorsite.markdown.near_misses.blocks import box, fence, html, table
from mentorsite.markdown.near_misses.definitions import footnote, link, terms, unused_definitions
from mentorsite.markdown.near_misses.in_line import emoji, nearly_in_line
from mentorsite.markdown.near_misses.lines import nearly_lines
from mentorsite.markdown.near_misses.links import note_lost_definitions
from mentorsite.markdown.near_misses.stray_tags import stray_tags, unended_folds

BLOCKS = {
    "table": table,
    "fence": fence,
    "html_block": html,
    "container_aside": box,
    "footnote_def": footnote,
    "reference": link,
    "deflist": terms,
    "attr": attribute_line,
}


def look_for_nearly(md: MarkdownIt) -> None:
    """Makes a parser note what nearly is Markdown, and read the short names of emoji."""
    md.inline.ruler.before("attr", "emoji", emoji)
    md.inline.ruler.before("attr", "nearly", nearly_in_line)
    md.core.ruler.before("inline", "lost_definitions", note_lost_definitions)
    md.core.ruler.after("inline", "nearly_lines", nearly_lines)
    md.core.ruler.after("inline", "stray_tags", stray_tags)
    md.core.ruler.after("inline", "unended_folds", unended_folds)
    md.core.ruler.push("unused_definitions", unused_definitions)
    # The ruler notices nothing of it: `grammar.parser`, which calls this, empties its cache.
    for rule in md.block.ruler.__rules__:
        if rule.name in BLOCKS:
            rule.fn = BLOCKS[rule.name](rule.fn)
