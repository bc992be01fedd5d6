"""Feeds every target of tests/fuzzing.py inputs for some seconds: `python -m tests.fuzz SECONDS [TARGET …]`.

Atheris makes the inputs from seeds, led by which code they reach; without it Hypothesis does, led by nothing.
Each target has a process of its own, one after the other. Says how many inputs each was given; exit status 1 when one
of them broke a promise, and the input is then a file in the folder that is named.
"""

import importlib.util
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SLOWEST = 20
"""How long one input may take, in seconds."""


def main(seconds: int, names: list[str]) -> int:
    """Runs the targets, all where none is named; the exit status."""
    from tests.fuzzing import TARGETS

    names = names or list(TARGETS)
    way = one_with_atheris if importlib.util.find_spec("atheris") else one_with_hypothesis
    kept = Path(tempfile.mkdtemp(prefix="mentorsite-fuzz-"))
    broken, total = [], 0
    for name in names:
        tried, done = way(name, max(1, seconds // len(names)), kept)
        total += tried
        print(f"{name}: {tried:,} inputs{'' if done.returncode == 0 else ', BROKEN'}", flush=True)
        if done.returncode:
            broken.append(name)
            print(done.stdout[-6000:] + done.stderr[-6000:])
    print(f"{total:,} inputs in all; {f'broken: {broken}, see {kept}' if broken else 'none broke a promise'}")
    return 1 if broken else 0


Done = subprocess.CompletedProcess[str]


def one_with_atheris(name: str, seconds: int, kept: Path) -> tuple[int, Done]:
    from tests.fuzzing import seeds

    corpus = kept / f"{name}-corpus"
    corpus.mkdir()
    for number, data in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", "-print_final_stats=1", "-max_len=4096"]
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        "--one",
        name,
        f"-artifact_prefix={kept}/{name}-",
        *options,
        str(corpus),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    return int(found[1]) if found else 0, done


def one_with_hypothesis(name: str, seconds: int, kept: Path) -> tuple[int, Done]:
    command = [sys.executable, "-m", "tests.fuzz", "--plain", name, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (kept / f"{name}.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    found = re.search(r"(\d+) tried", done.stdout)
    return int(found[1]) if found else 0, done


def atheris_here(name: str, arguments: list[str]) -> None:
    """Lets atheris feed one target in this process."""
    import atheris

    with atheris.instrument_imports(include=["mentorsite", "markdown_it", "mdit_py_plugins"]):
        from tests.fuzzing import TARGETS
    target = TARGETS[name]
    atheris.Setup([f"fuzz-{name}", *arguments], lambda data: target(bytes(data)))
    atheris.Fuzz()


def hypothesis_here(name: str, seconds: int) -> None:
    """Lets Hypothesis feed one target in this process: seeds with some of their bytes changed, and bytes of its own."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from tests.fuzzing import TARGETS, seeds

    known = [*seeds(name), b""]
    parts = [line for data in known for line in data.splitlines(keepends=True)] or [b"x"]
    texts = st.lists(st.sampled_from(parts) | st.binary(max_size=12), max_size=40).map(b"".join)
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:

        @settings(
            max_examples=200,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            database=None,
        )
        @given(texts)
        def check(data: bytes) -> None:
            nonlocal tried
            tried += 1
            TARGETS[name](data)

        check()
    print(f"{tried} tried")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", name, *arguments]:
            atheris_here(name, arguments)
        case ["--plain", name, seconds]:
            hypothesis_here(name, int(seconds))
        case [seconds, *names]:
            sys.exit(main(int(seconds), names))
        case _:
            sys.exit(__doc__)
