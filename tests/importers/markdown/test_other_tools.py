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


def test_the_carpentries_workbench_is_named_and_its_blocks_too() -> None:
    page = "# A\n\n::::: challenge\n\nDo it.\n\n:::: solution\n\nSo.\n\n::::\n:::::\n\n::: tip\nOurs.\n:::"
    found = brought({"config.yaml": "carpentry: 'swc'\nepisodes:\n- a.md", "episodes/a.md": page})
    assert found.kind == "a folder of Markdown for the Carpentries Workbench, which is not known"
    blocks = [each for each in losses(found) if "block of another tool" in each]
    assert blocks == [
        "episodes/a.md:3: `::::: challenge`: a block of another tool; it stands there as text",
        "episodes/a.md:7: `:::: solution`: a block of another tool; it stands there as text",
    ]
