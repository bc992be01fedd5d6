// What the search dialog does. All that pages say is put in as text: nothing of it is ever read as HTML.

const FIRST = 8;
const PARTS = 3;
const WAIT = 150;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// Pagefind marks the words that were found with <mark>, and writes < and > of the page as entities.
function excerpt(marked) {
  const pieces = marked.split(/<mark>(.*?)<\/mark>/s).map((each) => each.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  const shown = pieces.map((each, index) => (index % 2 ? element("mark", "", each) : each));
  return Object.assign(element("p", "search-excerpt", ...shown), { dir: "auto" });
}

function link(className, title, url) {
  const made = element("a", className, title);
  made.href = url;
  return made;
}

function result(page) {
  const headings = page.sub_results.filter((each) => each.anchor && each.title && each.url !== page.url);
  const parts = headings.slice(0, PARTS).map((each) => element("li", "", link("", each.title, each.url)));
  const about = [page.meta.kind].concat(page.filters.audience || []).filter(Boolean).join(" · ");
  const shown = element("li", "search-result", link("search-title", page.meta.title, page.url));
  if (about) shown.append(element("p", "note", about));
  shown.append(excerpt(page.excerpt));
  if (parts.length) shown.append(element("ul", "search-parts", ...parts));
  return shown;
}

export async function start(dialog) {
  const find = (selector) => dialog.querySelector(selector);
  const words = dialog.dataset;
  const [input, list, more] = ["#_search", ".search-results", ".search-more"].map(find);
  const [status, filters] = ["[role=status]", ".search-filters"].map(find);
  const hint = status.textContent;
  const index = new URL(words.index, location.href);
  let found = [];
  let asked = 0;
  let shownFor = "";

  const links = () => [...list.querySelectorAll("a")];
  const say = (text) => { status.textContent = text; };

  function wanted() {
    const groups = [...filters.querySelectorAll("fieldset")].map(function (group) {
      const chosen = [...group.querySelectorAll(":checked")].map((each) => ({ [group.dataset.filter]: each.value }));
      return chosen.length ? { any: chosen } : null;
    }).filter(Boolean);
    return groups.length ? { all: groups } : {};
  }

  // The boxes stay, so that a keyboard's place is kept; only what they count is new.
  function count(totals) {
    filters.querySelectorAll("[type=checkbox]").forEach(function (box) {
      const number = (totals[box.name] || {})[box.value] || 0;
      box.closest(".option").hidden = !number && !box.checked;
      box.closest(".option").querySelector(".note").textContent = number;
    });
    filters.hidden = !found.length && !filters.querySelector(":checked");
  }

  function offer(all) {
    filters.querySelectorAll("fieldset").forEach(function (group) {
      const name = group.dataset.filter;
      const values = Object.keys(all[name] || {}).sort((a, b) => a.localeCompare(b, document.documentElement.lang));
      group.hidden = values.length < 2;
      values.forEach(function (value, index) {
        const box = Object.assign(element("input"), { type: "checkbox", name, value, id: `_search-${name}-${index}` });
        const label = element("label", "", value, " ", element("span", "note"));
        label.htmlFor = box.id;
        group.append(element("span", "option", box, label));
      });
    });
  }

  async function show(number, from) {
    const pages = await Promise.all(found.slice(from, from + FIRST).map((each) => each.data()));
    if (number !== asked) return;
    if (!from) list.replaceChildren();
    const before = links().length;
    list.append(...pages.map(result));
    more.hidden = list.children.length >= found.length;
    if (from) links()[before]?.focus();
  }

  async function search() {
    const number = ++asked;
    const text = input.value.trim();
    if (!text) {
      found = [];
      list.replaceChildren();
      more.hidden = filters.hidden = true;
      shownFor = "";
      return say(hint);
    }
    try {
      const answer = await pagefind.debouncedSearch(text, { filters: wanted() }, WAIT);
      if (!answer || number !== asked) return;
      found = answer.results;
      count(answer.totalFilters);
      await show(number, 0);
      if (number !== asked) return;
      shownFor = text;
      const none = words.none.replace("{0}", () => text);
      say(found.length === 1 ? words.one : found.length ? words.many.replace("{0}", found.length)
        : filters.querySelector(":checked") ? `${none} ${words.noneFiltered}` : none);
    } catch {
      say(words.failed);
    }
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...links()];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
  }

  const pagefind = await import(new URL("pagefind.js", index));
  await pagefind.options({ basePath: index.pathname, baseUrl: new URL(words.home, location.href).pathname });
  offer(await pagefind.filters());

  find("form").addEventListener("submit", function () {
    if (shownFor && shownFor === input.value.trim()) links()[0]?.click();
  });
  dialog.addEventListener("keydown", move);
  input.addEventListener("input", search);
  filters.addEventListener("change", search);
  more.addEventListener("click", () => show(asked, list.children.length));
  if (input.value) search();
}
