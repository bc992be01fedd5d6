"""YAML text → plain values that know where they were written.

Scalars stay texts as written; what they mean is the schema's to say. Duplicate keys, tags, merge keys
and endless aliases are refused.
"""

from collections.abc import Iterator

import yaml
from yaml.events import Event

from mentorsite.errors import Place, problem
from mentorsite.loader.yaml_builder import RefusedError, YamlBuilder, start_of
from mentorsite.loader.yaml_messages import character_fault, syntax_fault
from mentorsite.loader.yaml_text import YamlLines, YamlText

OTHER_LINE_ENDS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), " ")
"""What ends a line for YAML and not for an editor: it would count lines that nobody sees."""


def read(path: str, text: str, first_line: int = 1) -> YamlText:
    """The value of a YAML text, with every problem that has a place. An empty text is an empty mapping."""
    text = text.translate(OTHER_LINE_ENDS)  # one space for each, so that columns stay as they are
    lines = YamlLines(path, first_line, text.split("\n"))
    builder = YamlBuilder(lines)
    try:
        for event in _events(text):
            builder.take(event)
    except RefusedError as refused:
        builder.problems.append(problem(refused.code, builder.place(refused.mark), refused.message, refused.hint))
        return YamlText(None, path, problems=tuple(builder.problems))
    except yaml.MarkedYAMLError as error:
        builder.problems.append(syntax_fault(error, lines))
        return YamlText(None, path, problems=tuple(builder.problems))
    except yaml.reader.ReaderError:
        builder.problems.append(character_fault(text, path, first_line))
        return YamlText(None, path, problems=tuple(builder.problems))
    if builder.joined:
        return YamlText(None, path, problems=(*builder.problems, *builder.joined))
    places = {(): Place(path, first_line), **builder.places}
    value = builder.root
    if value is None:
        value = {}
    return YamlText(value, path, places, builder.keys, tuple(builder.problems))


def _events(text: str) -> Iterator[Event]:
    documents = 0
    # Events alone, by libyaml: PyYAML's own loaders would make values of texts such as `no` and `2027-05-01`.
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise RefusedError(start_of(event), "a second document starts here (`---`)", "keep one document a file")
        yield event
