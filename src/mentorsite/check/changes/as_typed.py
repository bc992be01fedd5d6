"""A project → its site as people typed it: variables are not filled in, so that a change is said once."""

from dataclasses import replace

from mentorsite.loader.load import ParseAll, load
from mentorsite.loader.site_file import settings as read_settings
from mentorsite.loader.site_file import translations
from mentorsite.loader.tree import Tree
from mentorsite.model.site import Site


def site_as_typed(tree: Tree, *, each: ParseAll = map) -> Site:
    """The site of a project, to compare it; what could not be understood is in `broken`."""
    settings, problems = read_settings(tree)
    usable = not any(problem.fatal for problem in problems)
    site, _ = load(tree, settings, settings_known=usable, each=each)
    in_languages, _ = translations(tree, settings)
    return replace(site, translated_settings=in_languages)
