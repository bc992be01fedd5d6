"""Theme → the Jinja environment that renders its templates."""

from collections.abc import Mapping

from jinja2 import Environment, FunctionLoader, StrictUndefined

from mentorsite.theme.values import Theme


def environment(theme: Theme) -> Environment:
    """The theme's templates, ready to render.

    A template that extends or includes its own name gets the version of the layer below: so a block
    can be changed without copying the rest.
    """

    def source(name: str) -> tuple[str, str, None] | None:
        level, _, bare = name.rpartition(":")
        versions = theme.templates.get(bare, ())
        index = int(level) if level else len(versions) - 1
        if not 0 <= index < len(versions):
            return None
        return versions[index].text, versions[index].file, None

    made = _LayeredEnvironment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.levels = {name: len(versions) - 1 for name, versions in theme.templates.items()}
    return made


class _LayeredEnvironment(Environment):
    """Finds the layer below when a template names itself."""

    levels: Mapping[str, int]

    def join_path(self, template: str, parent: str) -> str:
        level, _, bare = parent.rpartition(":")
        if template != bare:
            return template
        here = int(level) if level else self.levels[bare]
        return f"{here - 1}:{bare}"
