// What the device and a saved file keep of a form, for its own page and for the one beside its partner.
const savedAnswers = (function () {
  "use strict";

  const BIGGEST_FILE = 1000000;

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

  // Handbooks of one host share its storage, so the key begins with where this one lives. Answers belong to a form in
  // all its languages: `kept` names it as the handbook's own language does, `keptBefore` as its language did once.
  function key(home, form) {
    const path = new URL(home, location.href).pathname.replace(/index\.html$/, "");
    const key = `mentorsite:${path}${form.kept}`;
    if (form.keptBefore) bringOver(`mentorsite:${path}${form.keptBefore}`, key);
    return key;
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

  // Reads a file of answers to a form: gives its `content`, or why it is refused. `said` has the words.
  async function read(file, form, said) {
    if (file.size > BIGGEST_FILE) return { refused: filled(said.tooBig, file.name) };
    const content = await contentOf(file);
    if (!content) return { refused: filled(said.wrongFile, file.name) };
    if (content.form !== form.form || (content.folder || form.folder) !== form.folder) {
      return { refused: filled(said.otherForm, file.name) };
    }
    return { content };
  }

  async function contentOf(file) {
    try {
      const content = JSON.parse(await file.text());
      return isObject(content) && typeof content.form === "string" && isObject(content.answers) ? content : null;
    } catch {
      return null;
    }
  }

  return { day, time, filled, isObject, mapOf, renamed, key, kept, read };
})();
