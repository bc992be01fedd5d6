// Two forms side by side: shows what this device keeps of each, or what the reader loads. It keeps nothing.
(function () {
  "use strict";

  const tools = document.querySelector(".pair-tools");
  const status = document.querySelector(".form-status");
  const { day, time, filled, mapOf, key, kept } = savedAnswers;
  const FORMATS = { date: /^\d{4,6}-\d\d-\d\d$/, time: /^\d\d:\d\d/ };

  // ------------------------------------------------------------------ an answer

  // An answer in words; none where it isn't one that the form could hold.
  function words(place, answers) {
    const { name, kind, yes, separator } = place.dataset;
    const own = text(answers.get(`${name}__other`));
    if (kind === "any-of") {
      const chosen = options(place).filter(({ value }) => pick(answers, `${name}__${value}`, place, value) === true);
      return [...chosen.map(({ label }) => label), own].filter(Boolean).join(separator);
    }
    const value = answers.has(name) ? answers.get(name) : place.dataset.default;
    if (kind === "check") return [true, "yes", "true"].includes(value) ? yes : "";
    if (kind === "one-of") return own || labelOf(place, text(value));
    const found = text(value);
    if (!FORMATS[kind]) return found;
    return FORMATS[kind].test(found) ? written(kind, found) : "";
  }

  function pick(answers, name, place, value) {
    return answers.has(name) ? answers.get(name) : place.dataset.default === value;
  }

  function options(place) {
    const found = place.querySelectorAll("[data-value]");
    return [...found].map((option) => ({ value: option.dataset.value, label: option.textContent.trim() }));
  }

  function labelOf(place, value) {
    return (options(place).find((option) => option.value === value) || { label: "" }).label;
  }

  function written(kind, value) {
    try {
      return kind === "date" ? day(value) : time(value);
    } catch {
      return ""; // the 99th of a month
    }
  }

  function text(value) {
    return ["string", "number"].includes(typeof value) ? String(value) : "";
  }

  // ------------------------------------------------------------------- a column

  function placesOf(column) {
    return [...document.querySelectorAll(`td[data-column="${column}"] .pair-answer`)];
  }

  function show(column, answers) {
    placesOf(column).forEach(function (place) {
      place.querySelector(".pair-given").textContent = words(place, answers);
    });
  }

  function namesOf(place) {
    const { name } = place.dataset;
    return [name, `${name}__other`, ...options(place).map(({ value }) => `${name}__${value}`)];
  }

  // The answers of a place put in among others.
  function withAnswer(place, others, answers) {
    const made = new Map([...others].filter(([name]) => !namesOf(place).includes(name)));
    namesOf(place).filter((name) => answers.has(name)).forEach((name) => made.set(name, answers.get(name)));
    return made;
  }

  function question(place, here, file, signedHere, signedThere) {
    const labels = [...place.closest("tr").querySelectorAll(".pair-label")].map((label) => label.textContent.trim());
    const head = place.querySelector(".pair-given").previousElementSibling;
    return {
      label: [labels.join(" / "), head && head.textContent].filter(Boolean).join(": "),
      here: { text: words(place, here), signed: signedHere(place.dataset.name) },
      other: { text: words(place, file), signed: signedThere(place.dataset.name) },
      both: false,
      chosen: "here",
    };
  }

  // What is shown and what is in a file, as one: nothing where the reader left without choosing.
  async function joined(column, here, file, signedHere, signedThere) {
    const empty = new Map();
    const news = placesOf(column).filter(function (place) {
      const theirs = words(place, file);
      return theirs !== words(place, here) && theirs !== words(place, empty);
    });
    const differing = news.filter((place) => words(place, here) !== words(place, empty));
    const asked = differing.map((place) => question(place, here, file, signedHere, signedThere));
    const dialog = document.querySelector(".form-join");
    const chosen = asked.length ? await handover.ask(dialog, asked, tools.dataset.inFile) : [];
    const taken = chosen && news.filter((place) => !differing.includes(place) || chosen[differing.indexOf(place)] === "other");
    return taken && taken.reduce((made, place) => withAnswer(place, made, file), here);
  }

  function begin(loader) {
    const form = loader.dataset;
    const chooser = loader.querySelector("input");
    const base = key(tools.dataset.home, form);
    const days = loader.querySelector("select");
    let name = base;
    let here = new Map();
    let signed = () => "";
    let loaded = false;

    function showAll(answers) {
      here = answers;
      show(form.column, here);
    }

    // Of a form that repeats, the copy that the reader chose, at first the newest.
    function showDays() {
      if (!days) return;
      const copies = formOccasions.all(base);
      const chosen = copies.find((copy) => copy.key === days.value) || copies[0];
      days.replaceChildren(...copies.map((copy) => new Option(formOccasions.titled(copy) || tools.dataset.first, copy.key)));
      days.parentElement.hidden = copies.length < 2;
      name = chosen ? chosen.key : base;
      days.value = name;
    }

    function restore() {
      if (loaded) return;
      showDays();
      const found = kept(name) || {};
      signed = (each) => signature(handover.signatures(found)(each));
      showAll(savedAnswers.renamed(mapOf(found.answers), placesOf(form.column)));
    }

    async function load(file) {
      const { content: one, contents, refused } = await handover.read(file, form, tools.dataset);
      if (refused) return tell(refused);
      const content = contents.find(({ occasion }) => occasion && name === `${base}@${occasion}`) || one;
      const answers = savedAnswers.renamed(mapOf(content.answers), placesOf(form.column));
      const there = handover.signatures(content);
      const together = await joined(form.column, here, answers, signed, (each) => signature(there(each)));
      if (!together) return undefined;
      const before = here;
      loaded = true;
      showAll(together);
      undoable(() => showAll(before), loader.querySelector("button"));
      return tell(filled(tools.dataset.loaded, file.name));
    }

    loader.querySelector("button").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", function () {
      const [file] = chooser.files;
      if (file) load(file).finally(() => { chooser.value = ""; }); // so that the same file can be chosen again
    });
    if (days) days.addEventListener("input", function () {
      loaded = false;
      restore();
    });
    window.addEventListener("storage", (event) => { if (event.key === null || event.key.startsWith(base)) restore(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) restore(); });
    restore();
  }

  // ------------------------------------------------------------------ beginning

  const undoButton = document.querySelector("[data-do=undo]");
  let undo = null;

  function tell(text) {
    status.textContent = text;
  }

  function signature({ by, at }) {
    return savedAnswers.signed({ by: by || "", at });
  }

  function undoable(action, button) {
    undoButton.hidden = false;
    undo = function () {
      action();
      tell(tools.dataset.undone);
      button.focus();
      undoButton.hidden = true;
    };
  }

  undoButton.addEventListener("click", () => undo());
  document.querySelectorAll(".form-join [data-do]").forEach(function (button) {
    button.addEventListener("click", () => button.closest("dialog").close(button.dataset.do));
  });
  tools.querySelectorAll(".pair-load").forEach(begin);
  tools.querySelector("[data-do=print]").addEventListener("click", () => window.print());
  document.querySelector(".pair-plain").hidden = true;
  tools.hidden = false;
})();
