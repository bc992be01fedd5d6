"""Any file that someone loads as answers is refused or taken as text; nothing in it acts, and the page goes on."""

import json
import random
from typing import Any

import pytest

from tests.render.forms.test_form_page import EVERY, Visit, answers, small, visit

pytestmark = pytest.mark.needs_browser

__all__ = ["small", "visit"]  # fixtures
FILES = 80
WORDS = [
    "",
    "x",
    "Größe 🎉",
    "2027-02-01",
    "99:99",
    "9999999999-99-99",
    "online",
    "video",
    "true",
    "__proto__",
    "constructor",
    "\u202e",
    "\u0000",
    "<img src=x onerror=window.hit=1>",
    '"><script>window.hit=1</script>',
    "javascript:window.hit=1",
    "</textarea><script>window.hit=1</script>",
    "{0}{1}{9}",
    "$&$1$`",
    "a\r\nb\rc",
    "x" * 5000,
    "\ud800",
]
RUN = """async text => {
  const chooser = document.querySelector(".form-tools [type=file]");
  const data = new DataTransfer();
  data.items.add(new File([text], "any.json", {type: "application/json"}));
  document.querySelector(".form-status").textContent = "";
  chooser.files = data.files;
  chooser.dispatchEvent(new Event("change"));
  for (let turn = 0; turn < 200; turn += 1) {
    await new Promise(done => setTimeout(done, 1));
    const question = document.querySelector(".form-dialog[open] [data-do=confirm]");
    if (question) question.click();
    if (document.querySelector(".form-status").textContent) break;
  }
  return [document.querySelector(".form-status").textContent, document.querySelectorAll("main img, main script").length,
    "hit" in window, "polluted" in {}];
}"""


def value(source: random.Random, names: list[str], depth: int = 0) -> Any:
    """Something that JSON can hold."""
    match source.randrange(9 if depth < 4 else 6):
        case 0:
            return source.choice([True, False, None])
        case 1:
            return source.choice([0, -1, 1e308, 12.5, 10**30])
        case 6:
            return [value(source, names, depth + 1) for _ in range(source.randrange(4))]
        case 7 | 8:
            keys = [source.choice([*names, *WORDS, "polluted", "toString"]) for _ in range(source.randrange(6))]
            return {key: value(source, names, depth + 1) for key in keys}
        case _:
            return source.choice(WORDS)


def file(source: random.Random, names: list[str]) -> str:
    """A file that is like one of answers in some of its parts."""
    content = {
        "form": source.choice(["every-field"] * 6 + ["other", 5, None, "__proto__"]),
        "folder": source.choice(["agreements"] * 6 + ["worksheets", [], ""]),
        "version": source.choice(["2.1", "1", '"><b>', None, {}, 7]),
        "answers": {source.choice([*names, *WORDS]): value(source, names) for _ in range(source.randrange(1, 12))},
    }
    for key in [key for key in content if source.random() < 0.08]:
        content[key] = value(source, names)
    text = json.dumps(content, ensure_ascii=source.random() < 0.5)
    if source.random() < 0.15:
        place = source.randrange(len(text))
        text = text[:place] + source.choice(["", "[" * 5000, "\\", '"', "\ufeff", "}"]) + text[place + 1 :]
    return text.encode("utf-8", "replace").decode()


def test_any_file_of_answers_is_refused_or_taken_as_text(visit: Visit) -> None:
    page = visit.open(EVERY)
    names = [name for name, _ in answers(page)]
    source = random.Random(20270201)
    said = set()
    for number in range(FILES):
        text = file(source, names)
        status, made, hit, polluted = page.evaluate(RUN, text)
        assert status, (number, text)
        assert (made, hit, polluted) == (0, False, False), (number, text)
        said.add(status.split(".")[0])
    assert {"The answers are back"} < said, "some are taken, some refused"
    page.reload()
    assert page.evaluate("['hit' in window, 'polluted' in {}]") == [False, False]
    assert [name for name, _ in answers(page)] == names
