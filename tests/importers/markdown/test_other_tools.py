"""Sites in folders below the one that is imported are named."""

import pytest

from tests.importers.test_tools import brought, losses


@pytest.mark.parametrize(
    "settings", [".gitbook.yaml", "mkdocs.yml", "docusaurus.config.js", "_quarto.yml", "book.toml", "hugo.toml"]
)
def test_a_site_in_a_folder_below_is_named(settings: str) -> None:
    files = {f"{space}/{name}": "# A" for space in ("one", "two") for name in ("README.md", "SUMMARY.md")}
    found = brought({**files, "a.md": "# A", f"one/{settings}": "", f"two/x/{settings}": ""})
    what = "the settings of a site of its own, which are not read from here: import `{}` by itself"
    assert losses(found) == [
        f"one/{settings}:0: {what.format('one')}", f"two/x/{settings}:0: {what.format('two/x')}"
    ]  # fmt: skip
