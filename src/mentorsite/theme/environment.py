"""Theme → the Jinja environment that renders its templates."""

from types import CodeType

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket

from mentorsite.theme.bilingual import with_languages
from mentorsite.theme.values import Theme


class _CompiledTemplates(BytecodeCache):
    """The code of each template that this process has compiled, by its name and a hash of its text.

    What becomes of it between builds is for `build.kept_templates` to say: code on the disk could be anyone's.
    """

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Puts the code of a template that is known into the bucket."""
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template that was just compiled."""
        if bucket.code:
            self.code[bucket.key, bucket.checksum] = bucket.code


FILTERS = {"with_languages": with_languages}
"""What templates have besides the filters of Jinja."""
COMPILED = _CompiledTemplates()


def environment(theme: Theme) -> Environment:
    """The theme's templates, ready to render.

    A template that extends or includes its own name gets the version of the layer below: so a block
    can be changed without copying the rest.
    """

    def source(name: str) -> tuple[str, str, None] | None:
        # `1:base.html` is that of the second layer from below, and `base.html` that of the top one.
        level, _, bare = name.rpartition(":")
        versions = theme.templates.get(bare, ())
        if level:
            index = int(level)
        else:
            index = len(versions) - 1
        if not 0 <= index < len(versions):
            return None
        return versions[index].text, versions[index].file, None

    made = _LayeredEnvironment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a theme is a value, whose templates never change
        cache_size=-1,
        bytecode_cache=COMPILED,
    )
    made.theme = theme
    made.filters |= FILTERS
    return made


class _LayeredEnvironment(Environment):
    """Finds the layer below when a template names itself."""

    theme: Theme

    def join_path(self, template: str, parent: str) -> str:
        level, _, bare = parent.rpartition(":")
        whole = self.theme.template(template)
        if whole != bare:
            return whole
        if level:
            here = int(level)
        else:
            here = len(self.theme.templates[bare]) - 1
        return f"{here - 1}:{bare}"
