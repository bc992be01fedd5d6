"""Links and words that other tools show in bars and footers are named, for a handbook has neither."""

import pytest

from tests.importers.test_tools import brought, losses, titled

PAGE = {"index.md": titled("Home")}
DOCS = {"docs/index.md": titled("Home")}
CONTENT = {"content/_index.md": titled("Home")}
DOCUSAURUS = """export default {
  url: 'https://own.org', baseUrl: '/',
  themeConfig: /** @type {any} */ ({
    announcementBar: {content: 'We <b>moved</b>'},
    navbar: {logo: {src: 'https://a.org/l.png'}, items: [
      {type: 'doc', docId: 'a', label: 'A'}, {href: 'https://apply.org', label: 'Apply'},
      {label: 'More', items: [{href: 'https://own.org/docs/', label: 'Docs'}, {href: 'mailto:a@x.org', label: 'Mail'}]},
    ]},
    footer: {links: [{title: 'Help', items: [{label: 'Chat', href: 'https://chat.org'}, {html: 'Call 555'}]},
      {label: 'Row', href: 'https://row.org'}], copyright: `Made by us`},
  }),
};"""
MENU = "a handbook's menu has pages; put the link on one"
WORDS = "put it on a page; left out"


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (
            {
                "_config.yml": 'aux_links: {"Join us": ["https://join.org"]}\nnav_external_links:\n'
                "  - title: PDF\n    url: https://o.org/h.pdf\nfooter_content: Call 555\n",
                **PAGE,
            },
            [
                f"_config.yml:1: https://join.org in the menu: {MENU}",
                f"_config.yml:4: https://o.org/h.pdf in the menu: {MENU}",
                f"_config.yml:5: “Call 555” in the footer: {WORDS}",
            ],
        ),
        (
            {"_config.yml": "footer: {links: [{label: A, icon: fab, url: 'https://a.org'}]}\n", **PAGE},
            [f"_config.yml:1: https://a.org in the menu: {MENU}"],
        ),
        (
            {"docusaurus.config.js": DOCUSAURUS, **DOCS},
            [
                f"docusaurus.config.js:4: “We <b>moved</b>” in the bar at the top: {WORDS}",
                f"docusaurus.config.js:6: https://apply.org in the menu: {MENU}",
                f"docusaurus.config.js:7: mailto:a@x.org in the menu: {MENU}",
                f"docusaurus.config.js:9: https://chat.org in the footer: {MENU}",
                f"docusaurus.config.js:9: “Call 555” in the footer: {WORDS}",
                f"docusaurus.config.js:10: https://row.org in the footer: {MENU}",
                f"docusaurus.config.js:10: “Made by us” in the footer: {WORDS}",
            ],
        ),
        (
            {
                "website/siteConfig.js": "module.exports = {headerLinks: [{doc: 'a'}, {href: 'https://a.org'}]}",
                "website/sidebars.json": "{}",
                **DOCS,
            },
            [f"website/siteConfig.js:1: https://a.org in the menu: {MENU}"],
        ),
        (
            {"conf.py": "", "index.md": "# Home\n\n```{toctree}\nApply <https://apply.org>\nhttps://b.org\na\n```",
             "a.md": "# A\n\n```{toctree}\nDeep <https://deep.org>\n```"},
            [
                f"a.md:4: https://deep.org in the menu: {MENU}",
                f"index.md:4: https://apply.org in the menu: {MENU}",
                f"index.md:5: https://b.org in the menu: {MENU}",
            ],
        ),
        (
            {"conf.py": 'html_theme_options = {\n  "announcement": "We moved",\n  "icon_links": [{"url": "https://a.org"}]}',
             **PAGE},
            [f"conf.py:2: “We moved” in the bar at the top: {WORDS}", f"conf.py:3: https://a.org in the menu: {MENU}"],
        ),
        (
            {"myst.yml": "site:\n  nav:\n    - title: A\n      url: https://a.org\n  actions: [{url: 'https://b.org'}]",
             **PAGE},
            [f"myst.yml:4: https://a.org in the menu: {MENU}", f"myst.yml:5: https://b.org in the menu: {MENU}"],
        ),
        (
            {"_toc.yml": "root: index", "_config.yml": "html: {extra_footer: Call 555}", **PAGE},
            [f"_config.yml:1: “Call 555” in the footer: {WORDS}"],
        ),
        (
            {"mkdocs.yml": "copyright: Ann\nextra: {social: [{icon: a, link: 'https://a.org'}]}", **DOCS},
            [f"mkdocs.yml:1: “Ann” in the footer: {WORDS}", f"mkdocs.yml:2: https://a.org in the footer: {MENU}"],
        ),
        (
            {
                "_quarto.yml": "website:\n  site-url: https://own.org\n  announcement: {content: We moved}\n"
                "  page-footer:\n    left: Call 555\n    right: [{text: Chat, href: 'https://a.org'}, {text: Ann}]\n"
                "  navbar: {tools: [{icon: x, href: 'https://b.org'}, {href: 'https://own.org/a.html'}]}\n",
                **PAGE,
            },
            [
                f"_quarto.yml:3: “We moved” in the bar at the top: {WORDS}",
                f"_quarto.yml:5: “Call 555” in the footer: {WORDS}",
                f"_quarto.yml:6: https://a.org in the footer: {MENU}",
                f"_quarto.yml:6: “Ann” in the footer: {WORDS}",
                f"_quarto.yml:7: https://b.org in the menu: {MENU}",
            ],
        ),
        (
            {"_quarto.yml": "website: {page-footer: Call 555, announcement: We moved}", **PAGE},
            [
                f"_quarto.yml:1: “Call 555” in the footer: {WORDS}",
                f"_quarto.yml:1: “We moved” in the bar at the top: {WORDS}",
            ],
        ),
        (
            {
                ".vitepress/config.mts": "export default {themeConfig: {nav: [{text: 'A', link: '/'}],\n"
                "socialLinks: [{icon: 'x', link: 'https://a.org'}], footer: {message: 'Call 555'}}}",
                **PAGE,
            },
            [
                f".vitepress/config.mts:2: https://a.org in the menu: {MENU}",
                f".vitepress/config.mts:2: “Call 555” in the footer: {WORDS}",
            ],
        ),
        (
            {
                "astro.config.mjs": "export default defineConfig({integrations: [starlight({title: 'A',\n"
                "social: [{icon: 'x', label: 'X', href: 'https://a.org'}]})]})",
                "src/content/docs/index.md": titled("Home"),
            },
            [f"astro.config.mjs:2: https://a.org in the menu: {MENU}"],
        ),
        (
            {"hugo.yaml": "copyright: Ann\nparams: {footer: {copyright: Bo}}", **CONTENT},
            [f"hugo.yaml:1: “Ann” in the footer: {WORDS}", f"hugo.yaml:2: “Bo” in the footer: {WORDS}"],
        ),
        (
            {"book.json": '{"links": {"sidebar": {"A": "https://a.org"}}}', "SUMMARY.md": "* [H](README.md)",
             "README.md": titled("H")},
            [f"book.json:0: https://a.org in the menu: {MENU}"],
        ),
        (
            {"config/tech-docs.yml": "header_links:\n  A: https://a.org\n  B: /b\n", "source/a.html.md": titled("H")},
            [f"config/tech-docs.yml:2: https://a.org in the menu: {MENU}"],
        ),
    ],
)  # fmt: skip
def test_what_bars_and_footers_show_is_named(files: dict[str, str], named: list[str]) -> None:
    found = [
        each
        for each in losses(brought(files))
        if " in the menu: a" in each or " in the footer" in each or "bar" in each
    ]
    assert found == named


@pytest.mark.parametrize(
    "files",
    [
        {
            "_config.yml": "url: https://own.org\naux_links: {Home: ['https://own.org/a/', /b/]}\nfooter_content: ''",
            **PAGE,
        },
        {"mkdocs.yml": "copyright:\nextra: {social: []}", **DOCS},
        {"_quarto.yml": "website: {page-footer: {left: [a.qmd], border: true}, announcement: false}", **PAGE},
        {"conf.py": "html_theme_options = 3", **PAGE},
        {"hugo.yaml": "params: {footer: {links: true}}", **CONTENT},
    ],
)
def test_what_leads_to_the_site_itself_or_says_nothing_is_not_named(files: dict[str, str]) -> None:
    assert [each for each in losses(brought(files)) if " in the " in each] == []
