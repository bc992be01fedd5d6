"""Prints how many seconds WeasyPrint alone needs, in this process, for the PDFs of the project in a folder."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import BookJob, Job
from mentorsite.render.forms.pdf.html_to_pdf import THEME_URL
from mentorsite.render.site_context import SiteContext


class _Assets(URLFetcher):  # type: ignore[misc]
    """Answers with a theme's files, and opens nothing else."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        self.assets = assets

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
        return URLFetcherResponse(url, self.assets[url.partition("?")[0].removeprefix(THEME_URL)])


def pdf_jobs(project: Path) -> list[Job | BookJob]:
    """What mentorsite would draw."""
    build = prepare(read(project))
    every = jobs(SiteContext(build.site, build.theme, build.outline), build.outputs)
    return [job for job in every if isinstance(job, BookJob) or job.format == "pdf"]


def draw(job: Job | BookJob, fonts: FontConfiguration) -> bytes:
    """The PDF of a job's HTML, as WeasyPrint draws it."""
    parsed = weasyprint.HTML(string=job.html, url_fetcher=_Assets(job.assets))
    drawn: bytes = parsed.write_pdf(pdf_forms=True, pdf_variant="pdf/ua-1", font_config=fonts)
    return drawn


def main() -> None:
    """Draws all of them once."""
    todo = pdf_jobs(Path(sys.argv[1]))
    start, fonts = time.perf_counter(), FontConfiguration()
    for job in todo:
        if not draw(job, fonts).startswith(b"%PDF-"):
            sys.exit(f"{job.path} was not drawn")
    print(len(todo), time.perf_counter() - start)


if __name__ == "__main__":
    main()
