// What the search dialog does. All that pages say is put in as text: nothing of it is ever read as HTML.

const FIRST = 8;
const PARTS = 3;
const WAIT = 150;
// Words of scripts that put spaces between words, and inflect them so that their beginning tells them.
const SPACED = ["Latin", "Greek", "Cyrillic", "Hebrew", "Arabic", "Devanagari"].map((each) => `\\p{Script=${each}}`).join("");
const LETTERS = new RegExp(`^[${SPACED}\\p{M}]{3,}$`, "u");
const NOTHING = { results: [], totalFilters: {} };
// A word that a title or the text has counts for more than one that only its keywords have.
const UNSEEN = { plain_title: 5, keywords: 2, plain: 1 };
const WEIGHTS = { title: 5, ...UNSEEN };

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// Pagefind marks the words that were found with <mark>, and writes < and > of the page as entities.
function excerpt(marked) {
  const pieces = marked.replaceAll("</mark><mark>", "").split(/<mark>(.*?)<\/mark>/s).map((each) => each.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  const shown = pieces.map((each, index) => (index % 2 ? element("mark", "", each) : each));
  return Object.assign(element("p", "search-excerpt", ...shown), { dir: "auto" });
}

function link(className, title, url) {
  const made = element("a", className, title);
  made.href = url;
  made.dir = "auto";
  return made;
}

function result(page, near) {
  const isPart = (each) => each.anchor && each.anchor.element !== "h1" && each.title && each.url !== page.url;
  const headings = page.sub_results.filter(isPart);
  const parts = headings.slice(0, PARTS).map((each) => element("li", "", link("", each.title, each.url)));
  const about = [page.meta.kind].concat(page.filters.audience || []).filter(Boolean).join(" · ");
  const shown = element("li", "search-result", link("search-title", page.meta.title, page.url));
  if (about) shown.append(element("p", "note", about));
  shown.append((!page.excerpt.includes("<mark>") && near(page.content)) || excerpt(page.excerpt));
  if (parts.length) shown.append(element("ul", "search-parts", ...parts));
  return shown;
}

// The words of the handbook. Pagefind answers a word that it doesn't know by whatever begins alike.
class Vocabulary {
  constructor({ letters, words }) {
    const language = document.documentElement.lang.toLowerCase();
    this.letters = letters;
    this.words = (words[language] ?? words[language.split("-")[0]] ?? "").split(" ").filter(Boolean);
    this.plain = this.words.map((each) => this.fold(each));
  }

  // A word as the index has it; search-unspaced.js says how, where a script puts no spaces between words.
  apart(word) {
    return word;
  }

  // Small letters without accents, and plain ones for those such as ł.
  fold(text) {
    const apart = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return [...apart].map((each) => this.letters[each] ?? each).join("");
  }

  // A word as it is searched for: as it was written if it stands in the handbook, else with plain letters.
  spelt(word) {
    const [small, wanted] = [word.toLowerCase(), this.fold(word)];
    const asWritten = this.words.some((each) => each.startsWith(small));
    return !asWritten && this.plain.some((each) => each.startsWith(wanted)) ? wanted : this.apart(word);
  }

  knows(word) {
    const wanted = this.fold(word);
    return !this.words.length || !LETTERS.test(word) || this.plain.some((each) => each.startsWith(wanted));
  }

  // The word that takes the fewest slips to write as another, the more frequent one of two; else the longest that
  // another begins with.
  near(word) {
    const wanted = this.fold(word);
    let least = Math.min(3, Math.floor(wanted.length / 4)) + 1;
    let found = null;
    this.plain.forEach((each, index) => {
      if (Math.abs(each.length - wanted.length) >= least) return;
      const number = slips(wanted, each);
      const alike = number < 2 || each[0] === wanted[0]; // few people misspell how a word begins
      if (number < least && alike) [least, found] = [number, this.words[index]];
    });
    return found ?? this.words[this.beginning(wanted)] ?? null;
  }

  beginning(wanted) {
    const fits = (each) => each.length > 3 && wanted.startsWith(each);
    return this.plain.reduce((best, each, index) => fits(each) && each.length > (this.plain[best] ?? "").length ? index : best, -1);
  }

  // A piece of a text around the first word that is one of those asked for in another spelling.
  excerpt(text, asked) {
    const wanted = asked.map((each) => this.fold(each));
    const pieces = text.split(/\s+/);
    const is = (piece) => wanted.some((each) => this.fold(piece).replace(/^[^\p{L}\p{N}]+/u, "").startsWith(each));
    const first = pieces.findIndex(is);
    if (first < 0) return null;
    const start = Math.max(0, first - 10);
    const shown = pieces.slice(start, start + 30).flatMap((each) => [is(each) ? element("mark", "", each) : each, " "]);
    return Object.assign(element("p", "search-excerpt", ...shown), { dir: "auto" });
  }
}

// How many letters are to be changed, added, left out or swapped to make one word of another.
function slips(one, other) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
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

  const language = document.documentElement.lang;
  const figures = new Intl.NumberFormat(language);
  const counted = JSON.parse(words.count);
  const sentences = (first, second) => words.sentences.replace("{1}", () => second).replace("{0}", () => first);
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
      box.closest(".option").querySelector(".note").textContent = figures.format(number);
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
    list.append(...pages.map((each) => result(each, (text) => vocabulary.excerpt(text, shownFor.split(/\s+/)))));
    more.hidden = list.children.length >= found.length;
    if (from) links()[before]?.focus();
  }

  function clear() {
    found = [];
    list.replaceChildren();
    more.hidden = filters.hidden = true;
    shownFor = "";
  }

  // The words asked for that stand in the handbook, in any form, and those that don't.
  async function sorted(text) {
    const [known, unknown] = [[], []];
    for (const word of text.split(/\s+/)) {
      const there = vocabulary.knows(word) || (await pagefind.search(`"${word}"`)).results.length;
      (there ? known : unknown).push(word);
    }
    return { known: known.map((each) => vocabulary.spelt(each)), unknown };
  }

  function tell(text, unknown) {
    const none = words.none.replace("{0}", () => (found.length ? unknown.join(" ") : text));
    const form = counted[new Intl.PluralRules(language).select(found.length)] ?? counted.other;
    const many = form.replace("{0}", figures.format(found.length));
    if (found.length) say(unknown.length ? sentences(none, many) : many);
    else say(filters.querySelector(":checked") && !unknown.length ? sentences(none, words.noneFiltered) : none);
    if (unknown.length) offerNear(text, unknown);
  }

  // A button that asks again, with words of the handbook in the place of the unknown ones. It stands in the
  // status, so that it is read aloud with it.
  function offerNear(text, unknown) {
    const better = text.split(/\s+/).map((each) => (unknown.includes(each) ? vocabulary.near(each) : each));
    if (better.includes(null)) return;
    const asks = element("button", "button button-quiet search-near", words.near.replace("{0}", () => better.join(" ")));
    asks.type = "button";
    asks.addEventListener("click", function () {
      input.value = better.join(" ");
      input.focus();
      search();
    });
    status.append(" ", asks);
  }

  async function search() {
    const number = ++asked;
    const text = input.value.trim();
    if (!text) {
      clear();
      return say(hint);
    }
    try {
      await new Promise((done) => setTimeout(done, WAIT));
      if (number !== asked) return;
      const { known, unknown } = await sorted(text);
      const answer = await pagesWith(known);
      if (number !== asked) return;
      found = answer.results;
      shownFor = known.length ? text : "";
      count(answer.totalFilters);
      await show(number, 0);
      if (number !== asked) return;
      tell(text, unknown);
    } catch {
      say(words.failed);
    }
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...status.querySelectorAll("button"), ...links()];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
  }

  const pagefind = await import(new URL("pagefind.js", index));
  await pagefind.options({ basePath: index.pathname, baseUrl: new URL(words.home, location.href).pathname, ranking: { metaWeights: WEIGHTS } });
  const told = await (await fetch(new URL("words.json", index))).json();
  const vocabulary = new Vocabulary(told);
  let pagesWith = (known) => (known.length ? pagefind.search(known.join(" "), { filters: wanted() }) : NOTHING);
  if (told.unspaced) {
    const other = new URL(`search-unspaced.js${new URL(import.meta.url).search}`, import.meta.url);
    pagesWith = (await import(other)).start(told.unspaced, vocabulary, pagesWith);
  }
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
