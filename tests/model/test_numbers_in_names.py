"""Pages that are called by a number, as `1-on-1s`, and those whose number is their place."""

from tests.conftest import SITE, prepared, rendered


def page(title: str = "") -> str:
    return f"---\ntitle: {title}\n---\nText.\n" if title else "Text.\n"


def test_a_number_of_the_name_stands_in_the_address_and_the_old_address_leads_there() -> None:
    made = rendered(
        {
            "site.yml": SITE,
            "content/index.md": page("Home"),
            "content/1-on-1s.md": page("One-to-ones"),
            "content/360-feedback.md": page("All-round feedback"),
            "content/30-60-90-plan.md": page("Plan"),
            "content/guides/5-tips.md": page("Tips"),
        }
    )
    for path in ("1-on-1s/index.html", "360-feedback/index.html", "30-60-90-plan/index.html"):
        assert "<main" in made[path]
    assert "url=../1-on-1s/" in made["on-1s/index.html"]
    assert "url=../360-feedback/" in made["feedback/index.html"]
    assert "/5-tips/" in made["guides/tips/index.html"]


def test_a_place_stands_in_no_address_and_tells_the_order() -> None:
    files = {"site.yml": SITE, "content/index.md": page("Home")}
    files |= {f"content/a/{name}.md": page(name) for name in ("1-intro", "2-next", "01-zero", "2027-spring")}
    files |= {f"content/b/{name}.md": page(name) for name in ("1-intro", "2-next", "4-last")}
    site = prepared(files).site
    found = {each.source.removeprefix("content/"): (each.address, each.order) for each in site.pages}
    assert found["b/1-intro.md"] == ("b/intro/", 1)
    assert found["b/4-last.md"] == ("b/last/", 4)
    assert found["a/2-next.md"] == ("a/next/", 2)
    assert found["a/01-zero.md"] == ("a/zero/", 1)
    assert found["a/2027-spring.md"] == ("a/2027-spring/", None)


def test_the_old_address_of_one_page_is_never_taken_from_another() -> None:
    files = {
        "site.yml": SITE,
        "content/index.md": page("Home"),
        "content/360-feedback.md": page("All round"),
        "content/feedback.md": page("Feedback"),
        "content/90-plan.md": page("Ninety"),
        "content/plan/first.md": page("First"),
    }
    build = prepared(files)
    assert not build.problems
    made = rendered(files)
    assert 'http-equiv="refresh"' not in made["feedback/index.html"] + made["plan/index.html"]
    assert "360-feedback/index.html" in made


def test_a_page_without_a_title_is_called_by_all_of_its_name() -> None:
    files = {"site.yml": SITE, "content/index.md": page("Home"), "content/360-feedback.md": page()}
    assert {each.title for each in prepared(files).site.pages} == {"Home", "360 feedback"}


def test_a_translation_keeps_the_number_too() -> None:
    site = SITE + "languages: {en: English, de: Deutsch}\n"
    files = {"site.yml": site, "content/index.md": page("Home"), "content/360-feedback.de.md": page("Rundum")}
    pages = {each.source: each for each in prepared(files).site.pages}
    assert pages["content/360-feedback.de.md"].address == "de/360-feedback/"
    assert pages["content/360-feedback.de.md"].front.aliases == ("de/feedback",)
