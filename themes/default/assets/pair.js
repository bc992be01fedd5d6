// Two forms side by side: shows what this device keeps of each, or what the reader loads. It keeps nothing.
(function () {
  "use strict";

  const tools = document.querySelector(".pair-tools");
  const status = document.querySelector(".form-status");
  const { day, time, filled, mapOf, key, kept, read } = savedAnswers;
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

  function show(column, kept) {
    const places = document.querySelectorAll(`td[data-column="${column}"] .pair-answer`);
    const answers = savedAnswers.renamed(kept, places);
    places.forEach(function (place) {
      place.querySelector(".pair-given").textContent = words(place, answers);
    });
  }

  function begin(loader) {
    const form = loader.dataset;
    const chooser = loader.querySelector("input");
    const name = key(tools.dataset.home, form);
    let loaded = false;

    function restore() {
      if (!loaded) show(form.column, mapOf((kept(name) || {}).answers));
    }

    async function load(file) {
      const { content, refused } = await read(file, form, tools.dataset);
      if (content) {
        loaded = true;
        show(form.column, mapOf(content.answers));
      }
      status.textContent = refused || filled(tools.dataset.loaded, file.name);
    }

    loader.querySelector("button").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", function () {
      const [file] = chooser.files;
      if (file) load(file).finally(() => { chooser.value = ""; }); // so that the same file can be chosen again
    });
    window.addEventListener("storage", (event) => { if (event.key === name || event.key === null) restore(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) restore(); });
    restore();
  }

  tools.querySelectorAll(".pair-load").forEach(begin);
  tools.querySelector("[data-do=print]").addEventListener("click", () => window.print());
  document.querySelector(".pair-plain").hidden = true;
  tools.hidden = false;
})();
