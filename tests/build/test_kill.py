"""A build that is killed leaves the whole old site or the whole new one, and loses nothing foreign."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.publish import publish
from tests import started
from tests.build.test_publish import build, contents, only, put

pytestmark = pytest.mark.needs_posix

OLD = {"index.html": b"old", "a/index.html": b"a", "gone/deep/index.html": b"gone", "same/index.html": b"same"}
NEW = {"index.html": b"new", "a/index.html": b"a", "b/index.html": b"b", "same/index.html": b"same"}
FOREIGN = {"CNAME": b"example.org", ".git/HEAD": b"ref", "gone/theirs.txt": b"theirs", "private/deep/x": b"x"}
LATE = {"late.txt", "last.txt", "same/last.txt", ".mentorsite.jsoo"}

KILLED_AT_EACH_MOMENT = """
import json, os, pathlib, shutil, signal, sys
import mentorsite.build.publish as p
from mentorsite.build import exchange as swap

case, where, site = sys.argv[1], pathlib.Path(sys.argv[2]), json.loads(sys.argv[3])
TOUCHES = {"open", "ctypes.dlsym", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.utime", "os.chmod"}

def watch(event, arguments):
    global left
    if event in TOUCHES:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

def put_last(new, place, exchange=p.exchange):
    for name in ("last.txt", "same/last.txt", ".mentorsite.jsoo"):
        (place / name).write_text("last")
    exchange(new, place)

def files(output):
    yield "index.html", b"new"
    if output.exists():
        (output / "late.txt").write_text("late")
    yield from ((path, text.encode()) for path, text in site.items())

p.exchange = put_last
if case == "two steps":
    swap._in_one_step = lambda new, place: False
moment, status = 0, 1
while status:
    moment += 1
    folder = where / str(moment)
    if (where / "0").exists():
        shutil.copytree(where / "0", folder, symlinks=True)
    else:
        folder.mkdir()
    child = os.fork()
    if child == 0:
        left = moment
        sys.addaudithook(watch)
        p.publish(files(folder / "public"), folder / "public")
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
"""


def is_whole(output: Path, site: Mapping[str, bytes], foreign: Mapping[str, bytes]) -> bool:
    """Whether an output has just this site, and its manifest, beside what was foreign in it before the build."""
    found = {path: data for path, data in contents(output).items() if path not in LATE}
    return found == {**site, **foreign} and (output / MANIFEST).is_file()


def state(output: Path, foreign: Mapping[str, bytes]) -> str:
    """Which site an output has."""
    if not output.exists():
        return "none"
    return "old" if is_whole(output, OLD, foreign) else "new" if is_whole(output, NEW, foreign) else "torn"


def late_files(folder: Path) -> set[str]:
    """The names of the files that someone wrote while the build ran, wherever they are now."""
    return {path.name for path in folder.rglob("*") if path.name in LATE}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied with fork, which Windows does not have")
@pytest.mark.parametrize("case", ["one step", "two steps", "first build"])
def test_a_build_killed_before_any_of_its_steps_loses_nothing_and_the_next_one_recovers(
    tmp_path: Path, case: str
) -> None:
    foreign = {} if case == "first build" else FOREIGN
    if case != "first build":
        put(OLD, tmp_path / "0" / "public")
        for name, data in foreign.items():
            (tmp_path / "0" / "public" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "0" / "public" / name).write_bytes(data)
    texts = json.dumps({path: data.decode() for path, data in NEW.items()})
    command = [sys.executable, "-c", KILLED_AT_EACH_MOMENT, case, str(tmp_path), texts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    states = []
    moments = (folder for folder in tmp_path.iterdir() if folder.name != "0")
    for folder in sorted(moments, key=lambda each: int(each.name)):
        output = folder / "public"
        states.append(state(output, foreign))
        late = late_files(folder)
        with pytest.raises(ZeroDivisionError):
            publish(((name, bytes(1 // 0)) for name in NEW), output)
        restored = "old" if (case, states[-1]) == ("two steps", "none") else states[-1]
        assert state(output, foreign) == restored
        put(NEW, output)
        assert is_whole(output, NEW, foreign), (folder.name, states[-1])
        assert late_files(output) == late, (folder.name, states[-1])
        assert not (output / "gone" / "deep").exists()
        assert only(output), (folder.name, states[-1])

    expected = {"one step": ["old", "new"], "two steps": ["old", "none", "new"], "first build": ["none", "new"]}
    changes = [each for number, each in enumerate(states) if number == 0 or each != states[number - 1]]
    assert changes == expected[case]
    assert states.count(changes[0]) > 15
    assert states.count("new") > 1
    if case == "two steps":
        assert states.count("none") == 1, "the place is empty between the two renames alone"


PAGES = 60


def handbook(folder: Path, version: str) -> Path:
    """A project of which every page but one tells its version."""
    (folder / "content").mkdir(parents=True)
    (folder / "site.yml").write_text("title: Test\nsearch: off\ndownloads: []\n")
    (folder / "content" / "index.md").write_text("# Home\n")
    for number in range(PAGES):
        (folder / "content" / f"page-{number}.md").write_text(f"# Page {number}\n\nThis is version {version}.\n")
    (folder / "content" / f"only-{version}.md").write_text(f"# Only {version}\n")
    return folder


def test_a_build_killed_at_twenty_random_times_leaves_one_whole_site(tmp_path: Path) -> None:
    output = tmp_path / "site" / "public"
    staged = tmp_path / "site" / ".public.mentorsite-staged"
    sites: dict[str, dict[str, bytes]] = {}
    for version in "ab":
        start = time.perf_counter()
        assert build(handbook(tmp_path / version, version), "-o", tmp_path / f"built-{version}").returncode == 0
        whole = time.perf_counter() - start
        sites[version] = contents(tmp_path / f"built-{version}")
        assert len(sites[version]) > PAGES
    foreign = {"CNAME": b"example.org", ".git/HEAD": b"ref"}
    put(sites["a"], output)
    (output / ".git").mkdir()
    for name, data in foreign.items():
        (output / name).write_bytes(data)

    ends = []
    for number in range(20):
        goal, start_with = ("b", "a") if number % 2 else ("a", "b")
        put(sites[start_with], output)
        running = started.start("build", "-C", tmp_path / goal, "-o", output)
        if number < 5:
            wait = whole * (number + random.random()) / 5
        else:
            while not staged.exists() and running.poll() is None:
                time.sleep(0.001)
            wait = 0.4 * whole * (number - 5 + random.random()) / 15
        with suppress(subprocess.TimeoutExpired):
            running.wait(wait)
        running.kill()
        running.wait()
        found = contents(output)
        assert foreign.items() <= found.items()
        site = {path: data for path, data in found.items() if path not in foreign}
        strange = {path for path, data in site.items() if data not in (sites["a"].get(path), sites["b"].get(path))}
        assert site in (sites["a"], sites["b"]), (number, wait, strange or "a mixture of both")
        ends.append(("old" if site == sites[start_with] else "new", staged.exists()))
        publish(sites[goal].items(), output)
        assert contents(output) == {**sites[goal], **foreign}, (number, wait)
        assert only(output), (number, wait)

    assert ("old", True) in ends, "no kill fell into the time when the site is made; the test shows little"

    assert build(tmp_path / "a", "-o", output).returncode == 0
    assert contents(output) == {**sites["a"], **foreign}
    assert only(output)
