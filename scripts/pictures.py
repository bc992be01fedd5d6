"""Takes the pictures of the guide to the desk: of a new handbook, as a coordinator sees it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "content" / "guides" / "pictures"
COMMAND = Path(sys.executable).parent / "mentorsite"
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
SIZE = {"width": 1200, "height": 750}
NEW_PURPOSE = "For six months, two people look at one career question together."
CALLED = """([path, other]) => {
  for (const each of document.querySelectorAll("code, p, bdi")) {
    if (each.children.length === 0) each.textContent = each.textContent.replace(path, other);
  }
}"""
"""Shows another path in place of that of the temporary folder, which is another one each time."""


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address that opens the desk of a folder once."""
    command = [COMMAND, "edit", "-C", folder, "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        said = (re.search(r"http://\S+/open\?key=[\w-]+", line) for line in running.stdout or ())
        try:
            yield next(found[0] for found in said if found)
        finally:
            running.terminate()


def take(page: Page, name: str) -> None:
    """Puts what is seen into the folder of pictures, with fewer colours, which a page hardly shows."""
    for frame in page.frames:
        frame.wait_for_load_state("load")
        frame.evaluate("document.fonts.ready.then(() => null)")
    with Image.open(BytesIO(page.screenshot(animations="disabled"))) as seen:
        seen.convert("RGB").quantize(256).save(PICTURES / f"{name}.png", optimize=True)


def save_in_git(folder: Path) -> None:
    """Makes a first commit of all files, so that there is something to compare with."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        as_someone = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", *as_someone, *words], cwd=folder, check=True)


def main() -> None:
    """Takes them all."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        empty = Path(place) / "empty"
        empty.mkdir()
        with desk(empty) as address:
            page.goto(address)
            page.evaluate(CALLED, [str(empty), "/home/kit/handbook"])
            take(page, "desk-beginning")
        handbook = Path(place) / "handbook"
        subprocess.run(
            [COMMAND, "new", handbook, "--name", "Fern Hill Mentoring", "--organization", "Fern Hill"], check=True
        )
        save_in_git(handbook)
        with desk(handbook) as address:
            page.goto(address)
            page.get_by_role("link", name="Career Growth Mentoring").first.click()
            page.wait_for_load_state("load")
            purpose = page.get_by_role("textbox", name="Purpose")
            purpose.fill(NEW_PURPOSE)
            page.frame_locator("iframe").get_by_text(NEW_PURPOSE).wait_for()
            take(page, "desk")
            page.get_by_role("link", name="Publish…").click()
            page.get_by_role("heading", name="Publish").wait_for()
            take(page, "desk-publish")
        browser.close()


if __name__ == "__main__":
    main()
