"""The languages of a starter: which of its files a new handbook gets, and what stands in them."""

import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import splitext

import yaml

from mentorsite.build.project_files import shipped
from mentorsite.errors import UsageError
from mentorsite.loader.sources import LANGUAGE_SUFFIX
from mentorsite.loader.tree import DEFINITION_ENDINGS
from mentorsite.scaffold.whole_definition import whole_definition

OWN = ""
"""The language of files that have none in their names."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in a language besides the content of a starter; `{0}` is who runs the program.

    `shorter` is what the handbook is called where `handbook` would be too long; `comments` are those of files of
    English, each with what stands there instead.
    """

    handbook: str
    shorter: str
    description: str
    comments: Mapping[str, str] = field(default_factory=dict)

    def with_comments(self, text: str) -> str:
        """A file of English with its comments in this language."""
        return "\n".join(map(self._commented, text.split("\n")))

    def _commented(self, line: str) -> str:
        before, mark, said = line.partition("# ")
        return f"{before}{mark}{self.comments.get(said, said)}"


def words_in(language: str) -> Words:
    """What is written in a language."""
    return Words(**yaml.safe_load((shipped("starters") / f"words/{language}.yml").read_text(encoding="utf-8")))


def languages_with_words() -> set[str]:
    """The languages in which anything can be written besides the content of a starter."""
    return {path.stem for path in (shipped("starters") / "words").glob("*.yml")}


def languages_of(site: str) -> dict[str, str]:
    """The code and the name of each language that a site.yml names, the one of the sources first."""
    said = yaml.safe_load(site)
    languages = said.get("languages", {said.get("language"): ""})
    return {str(code): str(name) for code, name in languages.items()}


def chosen_from(known: Mapping[str, str], said: str, starter: str) -> tuple[str, ...]:
    """The languages that `es` or `en,es` names; raises `UsageError` for one that a starter doesn't have."""
    codes = {code.casefold(): code for code in known}
    named = list(dict.fromkeys(each.strip().casefold() for each in said.split(",")))
    strange = [each for each in named if each not in codes]
    if strange:
        there = ", ".join(f"{code} ({name})" if name else code for code, name in known.items())
        raise UsageError(f"The starter {starter} isn't there in {strange[0]!r}, but in {there}. Nothing was written.")
    own = next(iter(known))
    if len(named) > 1 and named[0] != own:
        rest = ",".join(each for each in named if each != own)
        raise UsageError(f"Write {own},{rest}: the others are translations of {own}. Nothing was written.")
    return tuple(codes[each] for each in named)


def by_language(folder: Path, languages: Collection[str]) -> dict[str, dict[str, Path]]:
    """The files below a folder by what they are called without a language, and by that language."""
    if folder.is_file():
        return {"": {OWN: folder}}
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        stem, ending = splitext(path.relative_to(folder).as_posix())
        suffix = LANGUAGE_SUFFIX.fullmatch(stem)
        if suffix and suffix["language"] in languages:
            found.setdefault(f"{suffix['stem']}{ending}", {})[suffix["language"]] = path
        else:
            found.setdefault(f"{stem}{ending}", {})[OWN] = path
    return found


def lay_content(source: Path, target: Path, known: Mapping[str, str], chosen: tuple[str, ...]) -> None:
    """Copies a file, or all files below a folder, as a handbook of these languages has them: where it has but one,
    without that in their names. What is copied is anyone's own, for what is installed may be read-only.
    """
    others, words = tuple(known)[1:], words_in(chosen[0])
    for name, files in by_language(source, others).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if chosen[0] in files:  # the first language isn't that of the sources: what is there in it stands alone
            text = _alone(name, files, chosen[0], words)
            (target / name).write_bytes(text.encode("utf-8"))
            continue
        for language in (OWN, *chosen):
            if language in files:
                shutil.copyfile(files[language], (target / name).with_name(files[language].name))


def _alone(name: str, files: Mapping[str, Path], language: str, words: Words) -> str:
    """A translation that is the only one of its kind: a definition says what its source did, too."""
    text = files[language].read_text(encoding="utf-8")
    if name.endswith(DEFINITION_ENDINGS):
        source = files[OWN].read_text(encoding="utf-8")
        return words.with_comments(whole_definition(source, text))
    return text
