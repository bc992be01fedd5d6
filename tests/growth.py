"""What a handbook costs against its size: `./scripts/fuzz growth` prints, for each way to grow, the time that a size
and twice that size take. The time is that of this process, from the files to the bytes of all pages, Word and Markdown
files, and to the report of problems; PDFs are drawn by another library.
"""

import sys
from collections.abc import Callable, Iterable

from mentorsite.build.prepare import prepare
from mentorsite.check.report import as_text
from mentorsite.loader.tree import Tree
from mentorsite.model.output import BookPdfOutput, CertificatePdfOutput, DownloadOutput, IconOutput
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from tests.conftest import PROGRAM, SITE, tree_of
from tests.linear import seconds

MOST = 2.3
"""How many times as long twice the size may take."""
Files = dict[str, str]
Grow = Callable[[int], Files]
HOME = "content/index.md"


def page(text: str) -> Files:
    """A handbook of one page."""
    return {HOME: f"---\ntitle: Home\n---\n{text}\n"}


def glossary(terms: str, text: str) -> Files:
    return page(text) | {"content/glossary.md": terms}


def agreement(section: str) -> Files:
    """A handbook with one agreement, by what its one section has."""
    text = f"title: A\nsections:\n  s:\n    {section}\n"
    return page("Hello.") | {"content/programs/p.yml": PROGRAM, "content/agreements/a.yml": text}


def program(lines: str) -> Files:
    return page("Hello.") | {"content/programs/p.yml": f"{PROGRAM}{lines}"}


def pages(size: int, text: str = "Words.") -> Files:
    """A folder of pages; `{next}` in their text is the name of the page behind."""
    made = {f"content/s/p{n}.md": text.replace("{next}", f"p{(n + 1) % size}.md") for n in range(size)}
    return page("Hello.") | {path: f"---\ntitle: P\n---\n{words}\n" for path, words in made.items()}


def forms(size: int) -> Files:
    """A program that lists many checklists."""
    made = {f"content/checklists/c{n}.yml": f"title: C{n}\nitems: [One]\n" for n in range(size)}
    return program(f"checklists: [{each(size, 'c{}', ', ')}]\n") | made


def asked(size: int) -> str:
    """Fields each of which is asked where the one before has a certain answer."""
    field = "\n      f{}: {{type: yes-no, label: F{}}}"
    return "".join(field.format(n, f", when: {{f{n - 1}: 'yes'}}" if n else "") for n in range(size))


def folders(names: Iterable[str]) -> Files:
    """A handbook of folders, each with a page."""
    return page("Hello.") | {f"content/{name}/index.md": "---\ntitle: F\n---\nWords.\n" for name in names}


def each(size: int, text: str, between: str = "") -> str:
    """A text again and again, with the number of each in it."""
    return between.join(text.replace("{}", str(n)) for n in range(size))


COHORT = "  c{}: {label: C, start: 2027-02-01, end: 2027-07-30, status: open}\n"
CHECK_IN = "  c{}: {label: C, every: 2 weeks, count: 3, from: match}\n"
FIELD = "\n      f{}: {type: text, label: F}"
WAYS: dict[str, tuple[int, Grow]] = {
    # Texts of one page.
    "words": (10_000, lambda n: page("word " * n)),
    "one long word": (40_000, lambda n: page("w" * n)),
    "one long word and a sign": (40_000, lambda n: page("w" * n + "!")),
    "paragraphs": (1_000, lambda n: page("Words.\n\n" * n)),
    "headings": (1_000, lambda n: page(each(n, "## H{}\n\n"))),
    "headings of one name": (1_000, lambda n: page("## H\n\n" * n)),
    "ids of headings": (1_000, lambda n: page("## H {#a}\n\n" * n)),
    "attributes that never end": (5_000, lambda n: page("# H {" + "a=b " * n)),
    "items": (1_000, lambda n: page("- a\n" * n)),
    "rows": (1_000, lambda n: page("| a | b |\n| --- | --- |\n" + "| a | b |\n" * n)),
    "links": (1_000, lambda n: page("[a](index.md) " * n)),
    "broken links": (500, lambda n: page("[a](nothing.md)\n\n" * n)),
    "reference links": (1_000, lambda n: page("[a][b] " * n + "\n\n[b]: index.md\n")),
    "footnotes": (500, lambda n: page(each(n, "a[^{}] ") + each(n, "\n\n[^{}]: b"))),
    "brackets": (3_000, lambda n: page("[" * n)),
    "stars": (5_000, lambda n: page("*a " * n)),
    "tags": (2_000, lambda n: page("<b>a</b> " * n)),
    "tags that are left open": (2_000, lambda n: page("<b>a " * n)),
    "addresses": (1_000, lambda n: page("https://a.example/b " * n)),
    "colons": (5_000, lambda n: page("a:" * n)),
    "at signs": (5_000, lambda n: page("a@" * n)),
    "slashes": (5_000, lambda n: page("://" * n)),
    "variables": (2_000, lambda n: page("{{ site.title }} " * n)),
    "unknown variables": (500, lambda n: page("{{ site.nothing }}\n\n" * n)),
    "braces": (5_000, lambda n: page("{{ " * n)),
    "a term far behind": (10_000, lambda n: glossary("Term\n: Is.\n", "a " * n + "term")),
    "terms explained": (500, lambda n: glossary(each(n, "T{}\n: Is.\n\n"), "Words.")),
    "keys in front": (500, lambda n: {HOME: f"---\ntitle: T\n{each(n, 'k{}: v', chr(10))}\n---\nWords.\n"}),
    "old addresses": (500, lambda n: {HOME: f"---\ntitle: T\naliases: [{each(n, 'o{}/', ', ')}]\n---\nWords.\n"}),
    # Definitions.
    "agreement: words": (10_000, lambda n: agreement(f"text: {'word ' * n}")),
    "agreement: one long word": (20_000, lambda n: agreement(f"text: {'w' * n}")),
    "agreement: one long word and a sign": (20_000, lambda n: agreement(f"text: {'w' * n}!")),
    "agreement: digits": (20_000, lambda n: agreement(f"text: '{'1' * n}'")),
    "agreement: letters from right to left": (20_000, lambda n: agreement(f"text: {'א1 ' * n}")),
    "agreement: variables": (1_000, lambda n: agreement(f"text: '{'{{ program.name }} ' * n}'")),
    "agreement: clauses": (300, lambda n: agreement(f"clauses: [{each(n, 'One', ', ')}]")),
    "agreement: fields": (300, lambda n: agreement(f"fields:{each(n, FIELD)}")),
    "agreement: conditions": (300, lambda n: agreement(f"fields:{asked(n)}")),
    "agreement: options": (
        500,
        lambda n: agreement(f"fields: {{f: {{type: choice, options: [{each(n, 'o{}', ', ')}]}}}}"),
    ),
    "web address": (20_000, lambda n: program(f"conduct: {{code_of_conduct: 'https://{'a' * n}<'}}\n")),
    "web address of dots": (20_000, lambda n: program(f"conduct: {{code_of_conduct: 'https://a{'.' * n}<'}}\n")),
    "email address": (20_000, lambda n: program(f"contacts: {{a: {{name: A, email: 'a@{'.a' * n}@'}}}}\n")),
    "moment": (20_000, lambda n: program(f"phases: {{a: {{label: A, start: 'phase {'a' * n} + 1'}}}}\n")),
    "cohorts": (50, lambda n: program(f"cohorts:\n{each(n, COHORT)}")),
    "check-ins": (100, lambda n: program(f"check_ins:\n{each(n, CHECK_IN)}")),
    "unknown keys": (500, lambda n: program(each(n, "k{}: 1\n"))),
    "problems of one line": (500, lambda n: program(f"guidelines: [{each(n, 'g{}', ', ')}]\n")),
    "problems of a line each": (500, lambda n: program(f"guidelines:\n{each(n, '  - g{}', chr(10))}\n")),
    "forms of a program": (100, forms),
    # Many files.
    "pages": (200, pages),
    "pages with links": (200, lambda n: pages(n, "[a]({next}) [b](../index.md)")),
    "pages with problems": (200, lambda n: pages(n, "[a](nothing.md) {{ no.thing }}")),
    "folders": (150, lambda n: folders(f"f{number}" for number in range(n))),
    "folders in each other": (20, lambda n: folders("/".join("a" * depth) for depth in range(1, n))),
}
"""For each way to grow: a size that takes some tenths of a second, and the files of a size."""


def spent(files: Files) -> float:
    """How many seconds this process works on a handbook."""
    tree = tree_of({"site.yml": SITE, **files})
    return seconds(lambda: make(tree))


def make(tree: Tree) -> None:
    build = prepare(tree)
    as_text(build.problems, tree.texts)
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    for output in build.outputs:
        if isinstance(output, BookPdfOutput | CertificatePdfOutput | IconOutput) or (
            isinstance(output, DownloadOutput) and output.format == "pdf"
        ):
            continue
        render(output)


def measured(name: str, tries: int = 3) -> tuple[float, float, float]:
    """The seconds that a size of a way to grow takes, twice that size, and four times that size.

    The least of some tries counts: whatever else the machine does only adds to it.
    """
    size, grow = WAYS[name]
    first, second, third = (min(spent(grow(size * factor)) for _ in range(tries)) for factor in (1, 2, 4))
    return first, second, third


def main(names: list[str]) -> int:
    """Prints what each way costs; the exit status is 1 where twice the size takes more than `MOST` times as long."""
    over = []
    for name in names or WAYS:
        times = measured(name)
        ratio = max(times[1] / times[0], times[2] / times[1])
        shown = " ".join(f"{seconds:7.2f} s" for seconds in times)
        print(f"{name:38} {shown}   × {ratio:.2f}", flush=True)
        if ratio > MOST:
            over.append(name)
    if over:
        print(f"More than {MOST} times as long for twice the size: {', '.join(over)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
