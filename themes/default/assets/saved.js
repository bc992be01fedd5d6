// What the device and a saved file keep of a form, for its own page and for the one beside its partner.
const savedAnswers = (function () {
  "use strict";

  const LONGEST_NAMED = 80;
  const LONGEST_NAME = 60;
  const ROOM = 20000; // as many characters as a form that is filled in to the last line

  // Plain English writes the day before the month, as the rest of the handbook does.
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

  function day(value) {
    if (!value) return "";
    return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(value));
  }

  function time(value) {
    if (!value) return "";
    const format = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: "UTC" });
    return format.format(new Date(`2000-01-01T${value}Z`));
  }

  function filled(pattern, ...values) {
    return pattern.replace(/\{(\d)\}/g, (_, index) => values[index]);
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  // A map has no prototype that a name such as __proto__ could reach.
  function mapOf(object) {
    return new Map(isObject(object) ? Object.entries(object) : []);
  }

  // The answers under the names that controls have now; some may be kept under a former one, which `data-formerly`
  // tells, or another attribute that is named.
  function renamed(answers, controls, attribute = "formerly") {
    const found = new Map(answers);
    controls.forEach(function (control) {
      const { name = control.name, [attribute]: before } = control.dataset;
      if (!before || !found.has(before) || found.has(name)) return;
      found.set(name, found.get(before));
      found.delete(before);
    });
    return found;
  }

  // Handbooks of one host share its storage, so what is kept begins with where this one lives.
  function place(home) {
    return `mentorsite:${new URL(home, location.href).pathname.replace(/index\.html$/, "")}`;
  }

  // Answers belong to a form in all its languages: `kept` names it as the handbook's own language does, `keptBefore` as
  // its language did once.
  function key(home, form) {
    const key = `${place(home)}${form.kept}`;
    if (form.keptBefore) bringOver(`${place(home)}${form.keptBefore}`, key);
    return key;
  }

  // Whether the storage takes what a form may hold and gives it back.
  function works(home) {
    const trial = `${place(home)}:trial`;
    try {
      localStorage.setItem(trial, "x".repeat(ROOM));
      return localStorage.getItem(trial) !== null;
    } catch {
      return false;
    } finally {
      forget(trial);
    }
  }

  function forget(key) {
    try {
      localStorage.removeItem(key);
    } catch { /* Nothing is kept, so nothing is to be forgotten. */ }
  }

  function bringOver(before, key) {
    try {
      const found = localStorage.getItem(before);
      if (found === null || localStorage.getItem(key) !== null) return;
      localStorage.setItem(key, found);
      localStorage.removeItem(before);
    } catch { /* Some browsers keep nothing, and say so by an error. */ }
  }

  // What is kept under a key, or null.
  function kept(key) {
    try {
      const found = JSON.parse(localStorage.getItem(key) || "null");
      return isObject(found) ? found : null;
    } catch {
      return null;
    }
  }

  // What someone calls a copy, as it is kept or stands in a file; nothing where it has no name.
  function nameOf({ name }) {
    return typeof name === "string" ? name.trim().slice(0, LONGEST_NAME) : "";
  }

  // ------------------------------------------------------------ who and when

  function minute(when = new Date()) {
    return `${when.toISOString().slice(0, 16)}Z`;
  }

  function today(now = new Date()) {
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  // Who wrote an answer and when, as a text: each as far as it is known.
  function signed({ by = "", at = "" } = {}) {
    const when = new Date(at);
    if (!at || Number.isNaN(when.getTime())) return by;
    const style = at.includes("T") ? { dateStyle: "long", timeStyle: "short" } : { dateStyle: "long", timeZone: "UTC" };
    return [by, new Intl.DateTimeFormat(language, style).format(when)].filter(Boolean).join(" · ");
  }

  // ---------------------------------------------------------------- files

  function download(name, content) {
    give(asFile(name, content));
  }

  function give(file) {
    const link = document.createElement("a");
    link.download = file.name;
    link.href = URL.createObjectURL(file);
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function asFile(name, content, type = "application/json") {
    return new File([JSON.stringify(content, null, 2), "\n"], name, { type });
  }

  // The web address of a handbook; a place on a disk is nobody's business.
  function handbook(home) {
    const { protocol, origin, pathname } = new URL(home, location.href);
    return protocol.startsWith("http") ? `${origin}${pathname.replace(/index\.html$/, "")}` : null;
  }

  // The answers to a form as they stand in a file, with who wrote each and when; `own` is the name of this reader.
  function content({ form, folder, kept, occasion, name, version }, answers, written, own) {
    const known = [...written].filter(([name, each]) => answers.has(name) && isObject(each));
    const signed = known.map(([name, { by, at }]) => [name, { by: by === null ? own : by, at }]);
    return {
      form,
      folder,
      kept,
      occasion,
      name: nameOf({ name }) || undefined,
      version: version || null,
      answers: Object.fromEntries(answers),
      written: Object.fromEntries(signed.filter(([, { by, at }]) => by || at)),
    };
  }

  // What the reader calls themselves in files, kept on this device; nothing where they don't say.
  function ownName(home) {
    try {
      return localStorage.getItem(`${place(home)}:name`) || "";
    } catch {
      return "";
    }
  }

  function keepName(home, name) {
    try {
      if (name) localStorage.setItem(`${place(home)}:name`, name);
      else localStorage.removeItem(`${place(home)}:name`);
    } catch { /* The file has the name all the same. */ }
  }

  // ------------------------------------------------------------ joining

  // Compares two states of the same questions, `now` and `other`: each a Map of values by name. Gives the questions that
  // only `other` answers, and those that both answer differently.
  function compared(questions, now, other, initial) {
    const same = (names, one, two) => names.every((name) => valueOf(one, name) === valueOf(two, name));
    const valueOf = (values, name) => (values.has(name) ? values.get(name) : initial.get(name));
    const news = questions.filter(({ names }) => !same(names, other, initial) && !same(names, other, now));
    const isOpen = ({ names }) => same(names, now, initial);
    return { open: news.filter(isOpen), differing: news.filter((each) => !isOpen(each)) };
  }

  // -------------------------------------------------- what a reader is told and asked

  let persisting = false;
  // Whether the browser is one of Safari's kin, which forget what is kept after seven days without a visit.
  let forgets = false;

  // A browser that agrees keeps answers when it runs short of room, and after weeks without a visit.
  function askToPersist() {
    if (persisting || !navigator.storage || !navigator.storage.persist) return;
    persisting = true;
    navigator.storage.persist().catch(() => false);
  }

  function leaving(event) {
    event.preventDefault();
  }

  // `isHereAlone` says whether there are answers that are in no file.
  function warnBeforeLeaving(isNeeded, isHereAlone = isNeeded) {
    window[isNeeded || (forgets && isHereAlone) ? "addEventListener" : "removeEventListener"]("beforeunload", leaving);
  }

  // Says before the first word where nothing is kept, or may not be for long.
  async function sayHowLong(tools, say) {
    const hint = document.querySelector(".form-storage");
    const keeps = works(tools.dataset.home);
    if (!keeps) return say(tools.dataset.notKept);
    const asked = navigator.storage && navigator.storage.persisted;
    hint.hidden = false;
    const isBrief = asked && !(await navigator.storage.persisted().catch(() => true));
    hint.querySelector(".form-brief").hidden = !isBrief;
    forgets = isBrief && "GestureEvent" in window;
    return undefined;
  }

  // Says that answers belong to an older version of a form, and which of them have no field any more.
  function warnOfAge(notice, answers, said) {
    const list = notice.querySelector("dl");
    list.replaceChildren();
    answers.gone.forEach(function (value, name) {
      list.append(element("dt", name.slice(0, LONGEST_NAMED)), element("dd", String(value)));
      list.lastChild.dir = "auto";
    });
    notice.querySelector(".form-gone").hidden = !answers.gone.size;
    notice.hidden = false;
    const changed = answers.version ? filled(said.older, answers.version, said.version) : filled(said.olderUnversioned, said.version);
    notice.querySelector("[role=status]").textContent = answers.version === said.version ? said.noPlace : changed;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  // Asks; gives whether the answer was yes. The dialog keeps the keyboard, and Escape means no.
  function agreed(dialog, text, action) {
    dialog.querySelector("p").textContent = text;
    dialog.querySelector("[data-do=confirm]").textContent = action;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise(function (resolve) {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
    });
  }

  const loading = new Map();

  // What few people need, loaded when it is: scripts, one after the other; gives what `found` finds in them.
  async function more(urls, found) {
    for (const url of urls.split(" ")) {
      if (!loading.has(url)) loading.set(url, loaded(url));
      await loading.get(url);
    }
    return found();
  }

  function loaded(url) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      script.addEventListener("error", () => loading.delete(url));
      script.src = url;
      document.head.append(script);
    });
  }

  return {
    day, time, filled, isObject, mapOf, renamed, place, key, works, forget, kept, nameOf, minute, today, signed, download, give, asFile,
    handbook, content, ownName, keepName, compared, askToPersist, warnBeforeLeaving, sayHowLong, warnOfAge, agreed, more,
  };
})();
