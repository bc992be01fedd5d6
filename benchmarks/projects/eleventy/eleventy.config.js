// Pages and their menu. The menu is made once for each part, and shared by its pages.
const TITLE = "The whole handbook";

const part = (page) => page.url.split("/").at(1);
const byTitle = (one, other) => one.data.title.localeCompare(other.data.title);
const entry = (page, below = "") => `<li><a href="${page.url}">${page.data.title}</a>${below}</li>`;

function list(pages, below = () => "") {
  return `<ul>\n${pages.map((page) => entry(page, below(page))).join("\n")}\n</ul>`;
}

function menus(pages) {
  const parts = Map.groupBy(pages.filter(part), part);
  const heads = new Map([...parts].map(([name, all]) => [name, all.find((page) => page.url === `/${name}/`)]));
  const inner = new Map([...parts].map(([name, all]) => [name, list(all.filter((page) => page !== heads.get(name)).sort(byTitle))]));
  const tops = [...heads.values()].sort(byTitle);
  const made = [...parts.keys(), ""].map((open) => [open, list(tops, (page) => (part(page) === open ? inner.get(open) : ""))]);
  return { heads: Object.fromEntries(heads), html: Object.fromEntries(made) };
}

export default function (config) {
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("handbook", TITLE);
  config.addCollection("menus", (api) => menus(api.getAll()));
  config.addFilter("part", part);
}

export const config = {
  dir: { input: "content", includes: "../_includes", output: "public" },
  markdownTemplateEngine: false,
};
