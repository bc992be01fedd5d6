"""The words of the theme that mentorsite ships, in each language; and how a language's numbers choose among them."""

import pickle
import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

import pytest

from mentorsite.render.program_lines import filled
from mentorsite.theme.dates_and_numbers import capitalized, listed, locale
from mentorsite.theme.read_words import RENAMED, read_words, unfit
from mentorsite.theme.words import OTHER, Word, for_number, layers
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "themes/default/words"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yml"))
OTHERS = [language for language in LANGUAGES if language != "en"]
FROM_TWO = ("every_days", "every_weeks", "every_months")
"""Words that are never said of one: `every_day` is."""
IN_ORDER = {"print_page": ["0", "1"], "print_page_of": ["0"]}
"""Words that are cut at their places, for paper that numbers its pages by itself."""
WHOLE_NUMBERS = range(1001)


@cache
def words_of(language: str) -> Mapping[str, Word]:
    path = FOLDER / f"{language}.yml"
    read = read_words(path.name, path.read_text(encoding="utf-8"), language)
    assert read.problems == ()
    return read.words


def texts_of(language: str) -> Iterator[tuple[str, str, str]]:
    """Each text of a language, with its word and the kind of number that it is for."""
    for name, word in words_of(language).items():
        for kind, text in word.forms.items():
            yield name, kind, text


def places(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def kinds(language: str, numbers: range) -> dict[str, list[int]]:
    """The kinds of numbers of a language, with those that are of each."""
    found: dict[str, list[int]] = {OTHER: []}
    for number in numbers:
        found.setdefault(locale(language).plural_form(number), []).append(number)
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_word_and_no_other(language: str) -> None:
    assert words_of(language).keys() == words_of("en").keys()


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_is_the_same_in_each_language(language: str) -> None:
    """A form that is for one number alone may leave out the number."""
    one_number = {kind for kind, numbers in kinds(language, WHOLE_NUMBERS).items() if len(numbers) == 1}
    wrong = []
    for name, kind, text in texts_of(language):
        wanted = set(places(words_of("en")[name]))
        may_lack = {min(wanted)} if kind in one_number and wanted else set()
        if name in ("series", "timeline_label") and may_lack:
            may_lack = {max(wanted)}
        if not wanted - may_lack <= set(places(text)) <= wanted:
            wrong.append((name, kind, text))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_has_a_form_for_each_kind_of_number(language: str) -> None:
    wrong = {}
    for name, word in words_of("en").items():
        numbers = range(2, 1001) if name in FROM_TWO else WHOLE_NUMBERS
        counted = name in FROM_TWO or len(word.forms) > 1
        wanted = set(kinds(language, numbers)) if counted else {OTHER}
        found = set(words_of(language)[name].forms)
        if not wanted <= found <= {*locale(language).plural_form.tags, *wanted}:
            wrong[name] = sorted(found ^ wanted)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_none_begins_or_ends_with_a_space(language: str) -> None:
    separators = ("list_separator", "sentence_separator", "agenda_separator")
    texts = [(name, text) for name, _, text in texts_of(language) if name not in separators]
    assert [(name, text) for name, text in texts if not text or text != text.strip()] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_in_english(language: str) -> None:
    """Single words may be the same, as `Status` in German."""
    english = words_of("en")
    same = [name for name, _, text in texts_of(language) if text == english[name].forms.get(OTHER)]
    letters = {name: re.sub(r"\{\d\}", "", english[name]) for name in same}
    spoken = [name for name in same if any(each.isalpha() for each in letters[name])]
    assert [name for name in spoken if " " in letters[name].strip()] == []
    assert len(spoken) < 25


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(IN_ORDER))
def test_numbers_of_pages_stand_in_their_order(language: str, name: str) -> None:
    assert places(words_of(language)[name]) == IN_ORDER[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_says_at_its_top_whether_a_speaker_has_read_it(language: str) -> None:
    first = (FOLDER / f"{language}.yml").read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# \S.*\. Read by a speaker: (yes|no)\.", first)


def test_no_word_that_is_there_is_called_an_old_one() -> None:
    assert RENAMED.keys() & words_of("en").keys() == set()


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("es-MX", ["es", "es-MX"]),
        ("pt", ["pt-BR", "pt"]),
        ("pt-PT", ["pt-BR", "pt", "pt-PT"]),
        ("zh", ["zh-Hans", "zh"]),
        ("zh-CN", ["zh-Hans", "zh", "zh-CN"]),
        ("zh-TW", ["zh-Hans", "zh", "zh-Hant", "zh-TW"]),
        ("xx-unknown", ["xx", "xx-unknown"]),
    ],
)
def test_a_language_takes_the_words_of_those_near_to_it(language: str, wanted: list[str]) -> None:
    found = list(layers(language))
    assert sorted(wanted, key=found.index) == [each for each in wanted if each in found]
    assert set(wanted) <= set(found)


PAGES = {"one": "{0} strona", "few": "{0} strony", "many": "{0} stron", OTHER: "{0} strony"}


@pytest.mark.parametrize(("number", "said"), [(1, "1 strona"), (3, "3 strony"), (12, "12 stron"), (22, "22 strony")])
def test_a_number_chooses_the_form(number: int, said: str) -> None:
    word = Word(PAGES[OTHER], "pl", PAGES)
    assert word.format(number) == said
    assert "".join(map(str, filled(word, number))) == said


def test_the_last_of_two_numbers_chooses() -> None:
    word = Word("{0} to {1} people", "en", {"one": "{0} to {1} person", OTHER: "{0} to {1} people"})
    assert (word.format(0, 1), word.format(1, 2)) == ("0 to 1 person", "1 to 2 people")


@pytest.mark.parametrize(("language", "said"), [("en", "1,250"), ("de", "1.250"), ("fa", "۱٬۲۵۰"), ("hi", "1,250")])
def test_a_number_is_written_as_the_language_does(language: str, said: str) -> None:
    assert Word("{0}", language).format(1250) == said


def test_a_word_reaches_another_process_whole() -> None:
    word = pickle.loads(pickle.dumps(Word(PAGES[OTHER], "pl", PAGES)))
    assert (word.language, word.forms, word.format(5)) == ("pl", PAGES, "5 stron")


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("menu: Menu\nminutes: '{0} min'", "old-word", 2, "no page says `minutes` any more"),
        ("times:\n  onne: once\n  other: often", "theme", 2, "there is no kind of number `onne`"),
        ("times: {one: once}", "theme", 1, "`times` has no `other`"),
        ("times: {one: [once], other: often}", "theme", 1, "`one` of `times` is no text"),
    ],
)
def test_what_is_wrong_with_a_word_is_told(text: str, code: str, line: int, message: str) -> None:
    (problem,) = read_words("words/en.yml", text, "en").problems
    assert (problem.code, problem.line, problem.message) == (code, line, message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("footer_by: By {0}", None),
        ("footer_by: By us", None),
        ("footer_by: By {1}", "nothing is filled in for `{1}` in `footer_by`"),
        ("footer_by: By {name}", "nothing is filled in for `{name}` in `footer_by`"),
        ("footer_by: By {0", "nothing is filled in for `{}` in `footer_by`"),
        ("times: {one: once, other: '{0} {1}'}", "nothing is filled in for `{1}` in `times`"),
        ("privacy: '{ours}'", None),
        ("ours: '{7}'", None),
    ],
)
def test_a_word_that_takes_what_it_is_not_given_is_told(text: str, message: str | None) -> None:
    found = list(unfit(read_words("words/en.yml", text, "en"), words_of("en")))
    assert [each.message for each in found] == ([message] if message else [])
    assert all(each.fatal for each in found)


@pytest.mark.parametrize(("language", "said"), [("en", "Its"), ("tr", "İts"), ("ja", "its")])
def test_a_sentence_begins_as_the_language_writes_it(language: str, said: str) -> None:
    assert capitalized("its", language).casefold() == said.casefold()
    assert language == "ja" or capitalized("its", language) == said


@pytest.mark.parametrize(("language", "said"), [("en", "a, b and c"), ("es", "a, b y c"), ("ja", "a、b、c")])
def test_a_list_ends_as_the_language_says_it(language: str, said: str) -> None:
    assert listed(["a", "b", "c"], language) == said


def test_the_guide_lists_each_language_and_whether_a_speaker_has_read_it() -> None:
    guide = (REPOSITORY / "docs/content/guides/languages.md").read_text(encoding="utf-8")
    rows = []
    for language in LANGUAGES:
        first = (FOLDER / f"{language}.yml").read_text(encoding="utf-8").splitlines()[0]
        name, read = re.fullmatch(r"# (.*)\. Read by a speaker: (yes|no)\.", first).groups()  # type: ignore[union-attr]
        rows.append(f"| {name} | `{language}.yml` | {read} |")
    assert "\n".join(rows) in guide


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("numbers", [(), (1,), (2,)])
def test_yes_and_no_choose_no_form(answer: bool, numbers: tuple[int, ...]) -> None:
    word = Word("{}", "en", {"one": "{} day", OTHER: "{} days"})
    assert for_number(word, (*numbers, answer)) == for_number(word, numbers)
