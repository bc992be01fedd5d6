"""What the measurements were made on, and with."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import install

CPUINFO = Path("/proc/cpuinfo")


def machine() -> Iterator[tuple[str, str]]:
    """The machine, its system and the versions of all that was measured."""
    yield "Processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "Memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"
    yield "System", f"{_system()}, {platform.system()} {platform.release()}"
    yield "Load when it began", f"{os.getloadavg()[0]:.1f}"
    yield "Python", platform.python_version()
    yield "mentorsite", f"{_said(sys.executable, '-m', 'mentorsite', '--version').split()[-1]}{_commit()}"
    for tool in install.tools().values():
        yield tool.name, ", ".join(tool.packages)


def _processor() -> str:
    lines = CPUINFO.read_text(encoding="utf-8").splitlines() if CPUINFO.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def _commit() -> str:
    """The commit of the clone that this stands in, if it is one."""
    try:
        return f", commit {_said('git', '-C', str(install.HERE), 'describe', '--always', '--dirty')}"
    except (subprocess.CalledProcessError, FileNotFoundError):
        return ""


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
