"""What the reference and the check of themes say that templates are given, beside what they are given."""

from typing import Any

import jinja2
import pytest

from mentorsite.build import project_files
from mentorsite.build.prepare import prepare
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from mentorsite.render.template_values import GIVEN
from mentorsite.theme.value_types import shown
from mentorsite.theme.values import PAGES
from tests.conftest import REPOSITORY, SITE, prepared

TRANSLATED = {
    "site.yml": f"{SITE}translations: true\nlanguages: {{en: English, es: Español}}\n",
    "content/index.md": "# Home\n",
}


def test_every_template_is_given_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, set[str]] = {}
    rendered = jinja2.Template.render

    def noted(template: jinja2.Template, *values: Any, **named: Any) -> str:
        assert template.name
        given[template.name] = set(dict(*values, **named))
        return rendered(template, *values, **named)

    monkeypatch.setattr(jinja2.Template, "render", noted)
    sink = prepare(project_files.read(REPOSITORY / "tests" / "data" / "kitchen-sink"))
    for build in (sink, prepared(TRANSLATED)):
        render = renderer(SiteContext(build.site, build.theme, build.outline))
        for output in build.outputs:
            if output.path.endswith(".html"):
                render(output)
    assert set(given) >= {*GIVEN, "pages/page.html", "pages/home.html", "pages/section.html"} - {PAGES, ""}
    for name, names in given.items():
        if views := GIVEN.get(PAGES if name.startswith(PAGES) else name):
            assert names == {said for view in views for said in shown(view)}, name
