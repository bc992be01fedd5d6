"""Where GitHub Pages serves a repository."""

import pytest

from mentorsite.deploy.github import Repository, pages_url, repository, right_url

OURS = Repository("Harbour", "handbook")


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/Harbour/handbook",
        "https://github.com/Harbour/handbook.git",
        "https://github.com/Harbour/handbook/",
        "https://someone:secret@github.com/Harbour/handbook.git",
        "http://www.github.com/Harbour/handbook",
        "git@github.com:Harbour/handbook.git",
        "github.com:Harbour/handbook",
        "git@GitHub.com:/Harbour/handbook.git",
        "ssh://git@github.com/Harbour/handbook.git",
        "ssh://git@ssh.github.com:443/Harbour/handbook.git",
        "git+ssh://git@github.com/Harbour/handbook",
        "git://github.com/Harbour/handbook.git\n",
    ],
)
def test_a_repository_on_github_is_known_by_each_form_of_its_remote(remote: str) -> None:
    assert repository(remote) == OURS


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/handbook.git",
        "../handbook",
        "C:\\git\\handbook",
        "https://gitlab.com/harbour/handbook.git",
        "https://github.com.example/harbour/handbook",
        "https://example.org/github.com/harbour/handbook",
        "https://github.com/harbour",
        "https://github.com/harbour/handbook/wiki",
        "git@github-work:harbour/handbook.git",
    ],
)
def test_other_remotes_are_no_repositories_on_github(remote: str) -> None:
    assert repository(remote) is None


def test_a_repository_is_served_below_its_name_and_one_named_after_its_owner_at_the_top() -> None:
    assert pages_url(OURS) == "https://harbour.github.io/handbook/"
    assert pages_url(Repository("Harbour", "harbour.github.io")) == "https://harbour.github.io/"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (None, "https://harbour.github.io/handbook/"),
        ("https://harbour.github.io/", "https://harbour.github.io/handbook/"),
        ("https://harbour.github.io/Mentoring/", "https://harbour.github.io/handbook/"),
        ("https://your-name.github.io/handbook/", "https://harbour.github.io/handbook/"),
        ("http://harbour.github.io/handbook/", "https://harbour.github.io/handbook/"),
        ("https://harbour.github.io/handbook/", None),
        ("https://Harbour.github.io/Handbook", None),
        ("https://mentors.harbour.example/", None),
        ("https://harbour.example/handbook/", None),
        ("https://fluffy-guide-12ab.pages.github.io/", None),
    ],
)
def test_a_url_that_github_does_not_serve_is_told_with_the_right_one(url: str | None, wanted: str | None) -> None:
    assert right_url(url, OURS) == wanted


def test_a_name_in_a_remote_is_never_shown_with_a_password() -> None:
    assert str(repository("https://me:secret@github.com/Harbour/handbook")) == "github.com/Harbour/handbook"
