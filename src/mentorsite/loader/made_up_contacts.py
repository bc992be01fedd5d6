"""Addresses, numbers and names that stand for real ones: a handbook that shows them can't be used yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.tree import PAGE_ENDINGS, Tree, decoded

HINT = "put the real one there before you invite anyone"
REPLACE = (
    "write them before you invite anyone; where readers fill them in, make a quotation of it: `> ` before each line"
)
STANDS_FOR = r"your[-_.]?(?:name|organi[sz]ation|org|company|domain|e?mail|site|team|school|university|handle)"
NOWHERE = (
    r"(?:[\w-]{1,63}\.){0,8}(?:[\w-]{1,63}\.(?:example|test|invalid)|example(?:\.(?:com|org|net|edu))?"
    r"|(?:domain|mydomain|test|sample|website|foo|xxx{1,9})\.(?:com|org|net|edu))(?![\w-]|\.\w)"
)
"""Hosts that nobody can have, by the rules of the internet, and those that people write in place of their own."""
OWN_COMPUTER = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?![\w-]|\.\w)[\w:./-]{0,200}", re.I)
ADDRESS = re.compile(
    rf"(?:https?://|(?<![\w.+-])[\w.+-]{{1,64}}@)(?:{NOWHERE}|[\w./-]{{0,99}}?{STANDS_FOR})[\w./-]{{0,200}}", re.I
)
NOBODYS_NAME = rf"(?:you|name|someone|email|test|asdf|xxx{{1,9}}|(?:john|jane)[._-]?doe|{STANDS_FOR})"
NOBODY = re.compile(rf"(?<![\w.+-]){NOBODYS_NAME}@[\w-]+(?:\.[\w-]+)+", re.I)
PHONE = re.compile(r"(?<![\w.-])\+?\(?\d[\d ().-]{5,20}\d(?![\w-])")
FICTION = re.compile(
    r"(?:\d{3})?55501\d\d|7700900\d{3}|1632960\d{3}|2079460\d{3}|1(?:1[3-8]|[2-6]1)4960\d{3}|1914980\d{3}|3069990\d{3}"
    r"|8081570\d{3}|(?:19900|26191|35301|46571|53649|63998)\d{4}|[2378](?:5550|7010)\d{4}|491570\d{3}"
    r"|1?234567(?:89?0?)?|(\d)\1{6,}"
)
"""Numbers that are kept for films and examples, in North America, Britain, France and Australia."""
COUNTRY = re.compile(r"(?:00)?(?:44|33|61|1)?0?(?=\d{7})")
"""What may stand before such a number: the code of its country, and a zero within that."""
AREA_OF_NOBODY = re.compile(r"(?:\+?1[ .-]?)?\(?555\)?[ .-]\d{3}[ .-]\d{4}")
"""Numbers of North America in an area that it hasn't."""
TO_FILL_IN = r"(?:[Yy]our|YOUR|[Ii]nsert|INSERT|[Nn]ame of|NAME OF)"
KINDS = r"(?:NAMES?|E-?MAIL|PHONE|DATE|TIME|PLACE|ADDRESS|CITY|ORGANI[SZ]ATION|COMPANY|SCHOOL|TEAM|LINK|URL)"
WORDS = re.compile(r"\b(?:TODO|FIXME)\b(?! ?[-–]?[Ll]ist)|\bTB[DC]\b|\bLorem ipsum\b")
"""Words that stand for others until someone knows them."""
TO_REPLACE = re.compile(
    rf"\[(?:{TO_FILL_IN} [^\]\n]{{0,60}}|{KINDS})\](?![(\[:])"
    rf"|(?<!\{{)\{{(?:{TO_FILL_IN} [^{{}}:\n]{{0,60}}|{KINDS})\}}"
)
"""Words that stand for others, as they are written to be replaced: by whoever sets a handbook up, or by readers."""
QUOTE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+){0,9}>")
BOX = re.compile(r"[^\[\n]*>\s*\[!")
SAID = re.compile(r"„[^“”\n]{1,500}[“”]|“[^”\n]{1,500}”|«[^»\n]{1,500}»|「[^」\n]{1,500}」|『[^』\n]{1,500}』")
SAID_ON_PAGE = re.compile(rf'{SAID.pattern}|(?<!: )"[^"\n]{{1,500}}"')
"""What someone says or writes, in a line. Around a value of YAML such marks are no part of it."""
SAID_BY_KEY = re.compile(
    r"(?:^|[{,-])\s*(?:name|owner):\s*[\"']?(Your (?:Name|Organi[sz]ation)|Jane Doe|John Doe)\b", re.I
)
CODE = re.compile(r"(?<!`)(`{1,9})(?!`)[^\n]{1,500}?(?<!`)\1(?!`)")
"""Code in a line, which ends with as many backticks as it begins with."""
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
COMMENT = re.compile(r"(?:^|\s)#.*")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Something that stands for a real one: the line and the column where it does, both from 1, and its words."""

    line: int
    column: int
    words: str


def made_up_in(path: str, text: str) -> Iterator[Problem]:
    """A piece of advice for each place in a file that says something made up. Code and comments don't count.

    Words in brackets are told once: where several stand, most are a letter that readers fill in.
    """
    to_replace: list[MadeUp] = []
    for found in made_up(path, text):
        if TO_REPLACE.fullmatch(found.words):
            to_replace.append(found)
            continue
        message = f"`{found.words}` is made up"
        yield problem("made-up", Place(path, found.line, found.column), message, HINT)
    for found in to_replace[:1]:
        message = f"`{found.words}` stands for other words"
        if len(to_replace) > 1:
            message += f", as {len(to_replace) - 1} more below do"
        yield problem("made-up", Place(path, found.line, found.column), message, REPLACE)


def all_made_up(tree: Tree) -> Iterator[str]:
    """The places in a whole handbook that say something made up, as `site.yml:16 (https://harbour.example/)`."""
    for path, data in tree.texts.items():
        text = decoded(path, data)
        if isinstance(text, Problem):
            continue
        for found in made_up(path, text):
            yield f"{path}:{found.line} ({found.words})"


def made_up(path: str, text: str) -> Iterator[MadeUp]:
    """The places in a file that say something made up."""
    is_page = path.endswith(PAGE_ENDINGS)
    if is_page:
        lines = _of_page(text)
    else:
        lines = _of_definition(text)
    for number, line in _without_letters(lines, is_page=is_page):
        taken = 0
        for start, end in sorted(_spans(line)):
            if start >= taken:  # an address may match two of the patterns
                yield MadeUp(number, start + 1, line[start:end].rstrip(".,;"))
                taken = end


def _spans(line: str) -> Iterator[tuple[int, int]]:
    if "@" in line or "://" in line:  # quick to see, and most lines have neither
        for pattern in (ADDRESS, NOBODY, OWN_COMPUTER):
            for found in pattern.finditer(line):
                yield found.span()
    for found in PHONE.finditer(line):
        if _is_fiction(found[0]):
            yield found.span()
    for pattern in (WORDS, TO_REPLACE):
        for found in pattern.finditer(line):
            yield found.span()
    for found in SAID_BY_KEY.finditer(line):
        yield found.span(1)


def _is_fiction(phone: str) -> bool:
    if AREA_OF_NOBODY.fullmatch(phone):
        return True
    digits = re.sub(r"\D", "", phone)
    ways = (digits, COUNTRY.sub("", digits, count=1), digits.lstrip("0"))
    return any(FICTION.fullmatch(each) for each in ways)


def _of_definition(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a YAML file, their comments blank."""
    for number, line in enumerate(text.split("\n"), 1):
        if "#" in line:
            yield number, COMMENT.sub("", line)
        else:
            yield number, line


def _of_page(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a page, their code and their comments blank."""
    fence, is_comment = "", False
    for number, line in enumerate(text.split("\n"), 1):
        shown = line
        if is_comment:
            shown, is_comment = _without_comments(line, is_comment=True)
        found = FENCE.match(shown)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        elif not fence and not line.startswith(("    ", "\t")):
            if "`" in shown:
                shown = CODE.sub(_blank, shown)
            shown, is_comment = _without_comments(shown, is_comment=is_comment)
            yield number, shown


def _without_letters(lines: Iterator[tuple[int, str]], *, is_page: bool) -> Iterator[tuple[int, str]]:
    """The lines with blanks for the words that readers replace: those of a letter, which is a quotation.

    A box such as `> [!NOTE]` speaks to its readers and is none.
    """
    said = SAID
    if is_page:
        said = SAID_ON_PAGE
    is_quote, is_box = False, False
    for number, line in lines:
        if QUOTE.match(line):
            is_box = is_box or (not is_quote and BOX.match(line) is not None)
            is_quote = True
        elif not is_page or not line.strip():  # on a page a quotation goes on in lines right below
            is_quote, is_box = False, False
        if "[" not in line and "{" not in line:
            yield number, line
        elif is_quote and not is_box:
            yield number, TO_REPLACE.sub(_blank, line)
        else:
            yield number, said.sub(_with_blanks, line)


def _with_blanks(said: re.Match[str]) -> str:
    return TO_REPLACE.sub(_blank, said[0])


def _without_comments(line: str, *, is_comment: bool) -> tuple[str, bool]:
    """A line with spaces in place of what no reader sees of it, and whether a comment goes on below it."""
    shown, at = "", 0
    while at < len(line):
        mark = "-->" if is_comment else "<!--"
        found = line.find(mark, at)
        end = len(line) if found < 0 else found + len(mark)
        shown += " " * (end - at) if is_comment else line[at:end]
        at = end
        if found >= 0:
            is_comment = not is_comment
    return shown, is_comment


def _blank(code: re.Match[str]) -> str:
    return " " * len(code[0])  # as long as it was, so that columns behind it stay right
