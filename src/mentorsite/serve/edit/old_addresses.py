"""Old addresses in a page or a definition, which lead on to it."""

from posixpath import splitext

from mentorsite.loader import front_matter
from mentorsite.loader.parse import DEFINITIONS
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import PAGE_ENDINGS
from mentorsite.model.base import Definition
from mentorsite.model.page import FrontMatter
from mentorsite.serve.edit.data_changes import at
from mentorsite.serve.edit.yaml_changes import SetValue, changed, changed_front_matter
from mentorsite.serve.edit.yaml_tree import Data, Tree, data_of

KEY = "aliases"


def can_have_old_addresses(path: str) -> bool:
    """Whether a file may say at which addresses it was."""
    return _has_key(_model(path))


def with_old_address(path: str, text: str, address: str) -> str:
    """The text of a file below `content/` that says of one more address that it was there."""
    is_page = splitext(path)[1] in PAGE_ENDINGS
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
    said: Data
    if is_page:
        said = front_matter.split(path, lines).front.value
    else:
        said = data_of(Tree(lines).root)
    before = at(said, (KEY,)) or []
    if isinstance(before, list):
        known = before
    else:
        known = [before]
    if address in known:
        return text
    model = _model(path)
    order = tuple(field.alias or name for name, field in model.model_fields.items())
    change = SetValue((KEY,), [*known, address], order)
    if is_page:
        return changed_front_matter(text, change)
    return changed(text, change)


def _model(path: str) -> type[Definition]:
    folder = path.removeprefix(CONTENT).partition("/")[0]
    is_page = splitext(path)[1] in PAGE_ENDINGS
    if is_page:
        return FrontMatter
    return DEFINITIONS[folder]


def _has_key(model: type[Definition]) -> bool:
    return KEY in model.model_fields
