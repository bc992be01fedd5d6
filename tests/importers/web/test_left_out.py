"""What no page of a handbook has is taken out alone: words that were read stay, and what else is lost is named."""

import pytest

from tests.importers.web.test_unseen import body, brought


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h3><button aria-expanded=false>When?</button></h3><div>a</div>", "### When?\n\na"),
        ("<h2 class=accordion-header><button><b>When?</b></button> +</h2>a", "## **When?** +\n\na"),
        ("<dl><dt><button>Term</button></dt><dd>a</dd></dl>", "Term\n:   a"),
        ("<details><summary><button>More</button></summary>a</details>",
         "<details><summary>More</summary>\n\na\n\n</details>"),
        ("<ul><li><button role=tab>A</button><button role=tab>B</button></li></ul>", "- A B"),
        ("<button data-bs-target=#x>One?</button><div id=x>a</div>", "One?\n\na"),
        ("<div><button aria-controls=x>One?</button><div id=x hidden>a</div></div>", "One?\n\na"),
        ('<p>a <a href="https://a.example/b"><button>Apply now</button></a>', "a [Apply now](https://a.example/b)"),
        ('<p>a <a href="https://a.example/b"><input type=button value="Apply now"></a>',
         "a [Apply now](https://a.example/b)"),
    ],
)  # fmt: skip
def test_words_of_buttons_that_are_read_stay(html: str, expected: str) -> None:
    assert body(f"<main>{html}</main>") == expected
    assert "button" not in "".join(loss.what for loss in brought(f"<main>{html}</main>").losses)


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ("<button>Share</button><button>Print <b>it</b></button>", "buttons: “Share”, “Print it”; left out"),
        ("<button>Copy</button><pre>a</pre><button>Copy</button>", "buttons: “Copy”; left out"),
        ("<h2>Goals <button>Copy link</button></h2>", "buttons: “Copy link”; left out"),
        ("<input type=submit value=Go>", "buttons: “Go”; left out"),
        ("<button>×</button><button><svg><title>Close</title></svg></button>", ""),
    ],
)
def test_other_buttons_are_named_once(html: str, lost: str) -> None:
    assert "; ".join(loss.what for loss in brought(f"<main>a {html}</main>").losses) == lost


@pytest.mark.parametrize(
    "element",
    ["<embed src=e.pdf>", "<embed title='a > b' src=e.pdf />", "<EMBED\nsrc=e.pdf>", "<source src=a><source src=b>",
     "<track src=a>", "<wbr>", "<bgsound src=a>", "<keygen name=a>"],
)  # fmt: skip
def test_what_stands_behind_an_element_without_an_end_stays(element: str) -> None:
    assert body(f"<main><p>before</p>{element}<p>after</p><p>more</p></main>") == "before\n\nafter\n\nmore"


def test_a_video_loses_nothing_of_what_stands_behind_it() -> None:
    html = "<video><source src=a.mp4><track src=b.vtt>no</video><p>after</p>"
    assert body(f"<main>{html}</main>") == "after"


def test_words_may_be_broken_in_many_places() -> None:
    assert body(f"<main><p>{'a<wbr>' * 1_000}</p></main>") == "a" * 1_000


def test_words_of_a_form_stand_apart_from_what_is_around() -> None:
    assert body("<main>before<form>in</form>after</main>") == "before\n\nin\n\nafter"


@pytest.mark.parametrize(
    ("field", "lost"),
    [
        ("<input type=HIDDEN value=secret>", []),
        ("<input type=Checkbox>", []),
        ("<input type=Password value=secret>", ["a field; left out"]),
    ],
)
def test_the_kind_of_a_field_may_be_in_capitals(field: str, lost: list[str]) -> None:
    assert [loss.what for loss in brought(f"<main>a {field}</main>").losses] == lost
