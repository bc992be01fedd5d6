"""Pages that say the very same as another one beside them: a copy, whatever its name is."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from posixpath import basename, dirname

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.leftover_files import original_of
from mentorsite.loader.sources import Source
from mentorsite.loader.tree import PAGE_ENDINGS

LEAST = 100
"""In bytes: what is shorter, as “Coming soon.”, may well stand on several pages."""


def same_texts(sources: Iterable[Source], drafts: Container[str]) -> Iterator[Problem]:
    """Each page that is published twice in a folder. Translations are separate, for one may still be untranslated."""
    groups: defaultdict[tuple[str, str, bytes], list[str]] = defaultdict(list)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        if source.path in drafts or source.extension not in PAGE_ENDINGS:
            continue
        folder = dirname(source.path)
        names[folder].add(basename(source.path))
        if len(source.data) >= LEAST:
            groups[folder, source.language, source.data].append(basename(source.path))
    for (folder, _, _), alike in groups.items():
        original, *others = sorted(alike, key=lambda name: (len(name), name))
        for name in others:
            if original_of(name, names[folder]):  # its name is told already
                continue
            message = f"this says the very same as {original}, and both are published"
            hint = "delete the one that is not meant, or give each words of its own"
            yield problem("copied-file", Place(f"{folder}/{name}"), message, hint)
