// Who reads: their role, the day of their match and their cohort, said once for all pages of this handbook and kept on
// the device. Where a page counts from the match it says the day instead.
const myDates = (function () {
  "use strict";

  const NAMES = ["role", "match", "cohort"];
  // Handbooks of one host share its storage, so the key begins with where this one lives.
  const home = new URL(document.currentScript.dataset.home, location.href);
  const path = home.pathname.replace(/index\.html$/, "");
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  // as the handbook's own days, which are of this calendar in every language
  const long = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
  const short = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: "UTC" });
  const unkept = new Map(); // where the browser keeps nothing, it lasts as long as the page is open
  const counted = [...document.querySelectorAll("[data-after]")];
  const wording = new Map(counted.map((each) => [each, each.textContent]));

  function key(name) {
    return `mentorsite:${path}:${name}`;
  }

  function get(name) {
    let found = unkept.get(name) || "";
    try {
      found = localStorage.getItem(key(name)) || found;
    } catch { /* Some browsers keep nothing, and say so by an error. */ }
    return name === "match" && !/^\d{4}-\d\d-\d\d$/.test(found) ? "" : found;
  }

  function keep(name, value) {
    unkept.set(name, value);
    try {
      if (value) localStorage.setItem(key(name), value);
      else localStorage.removeItem(key(name));
    } catch { /* as above */ }
  }

  function set(name, value) {
    keep(name, value);
    changed();
  }

  function forget() {
    NAMES.forEach((name) => keep(name, ""));
    changed();
  }

  function changed() {
    tell();
    document.dispatchEvent(new Event("my-dates"));
  }

  function filled(pattern, ...values) {
    return pattern.replace(/\{(\d)\}/g, (_, index) => values[index]);
  }

  // A day moved by steps such as "+2 weeks -1 months", as "2027-02-15"; a month's last day where it has too few.
  function moved(day, steps) {
    let [year, month, date] = day.split("-").map(Number);
    for (const [, sign, number, unit] of steps.matchAll(/([+-]?)(\d+) (day|week|month)/g)) {
      const by = Number(`${sign}${number}`);
      if (unit === "month") {
        const last = new Date(Date.UTC(year, month + by, 0));
        [year, month, date] = [last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(date, last.getUTCDate())];
      } else {
        const to = new Date(Date.UTC(year, month - 1, date + by * (unit === "week" ? 7 : 1)));
        [year, month, date] = [to.getUTCFullYear(), to.getUTCMonth() + 1, to.getUTCDate()];
      }
    }
    return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
  }

  function say(day) {
    return long.format(new Date(day));
  }

  // The hour of "2027-02-03T18:00".
  function hour(written) {
    return short.format(new Date(`${written}Z`));
  }

  // As the words began that stand there otherwise.
  function begun(text, words) {
    const first = words.slice(0, 1);
    const large = first !== first.toLocaleLowerCase(language);
    return large ? text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1) : text;
  }

  // On the page, each "14 days after your match" as a day; the words stay beside it, or as its title.
  function tell() {
    const match = get("match");
    counted.forEach(function (each) {
      const words = wording.get(each);
      const { after, pattern } = each.dataset;
      delete each.dataset.day;
      each.removeAttribute("title");
      each.textContent = words;
      if (!match) return;
      each.dataset.day = moved(match, after);
      each.textContent = begun(filled(pattern, say(each.dataset.day), each.dataset.words), words);
      if (!each.dataset.words) each.title = words;
    });
    document.dispatchEvent(new Event("days"));
  }

  // ------------------------------------------------------------------ what is due next

  const panel = document.querySelector(".my-dates");
  const ASKED = { _role: "role", _match: "match", _cohort: "cohort" };
  const scripts = new Map();

  // Loads a script once; gives when it is there.
  function load(url) {
    if (!scripts.has(url)) {
      scripts.set(url, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.addEventListener("load", resolve);
        script.addEventListener("error", reject);
        script.addEventListener("error", () => scripts.delete(url));
        script.src = url;
        document.head.append(script);
      }));
    }
    return scripts.get(url);
  }

  // What shows it comes once the page knows who reads: before that, it only asks. From then on my-next.js shows the
  // panel and listens itself.
  async function showNext() {
    if (!panel.dataset.role && !NAMES.some(get)) {
      panel.hidden = false;
      return;
    }
    try {
      for (const url of panel.dataset.scripts.split(" ")) await load(url);
    } catch { /* There is no network: what stands there holds, and the next answer tries again. */ }
    panel.hidden = false;
  }

  if (panel) {
    panel.addEventListener("input", ({ target }) => set(ASKED[target.name || target.id], target.value));
    document.addEventListener("my-dates", showNext);
  }
  window.addEventListener("storage", changed);
  tell();
  if (panel) showNext();
  return { home, language, get, set, forget, filled, moved, say, hour, load, take() {} };
})();
