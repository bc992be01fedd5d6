// Keeps what is typed into a form on this device, and in files that the reader saves and loads.
(function () {
  "use strict";

  const tools = document.querySelector(".form-tools");
  if (!tools) return;

  const said = tools.dataset;
  const status = document.querySelector(".form-status");
  const older = document.querySelector(".form-older");
  const question = document.querySelector(".form-question");
  const chooser = tools.querySelector("[type=file]");

  const { filled, mapOf } = savedAnswers;
  const MOST_NAMED = 10;
  const LONGEST_NAMED = 80;
  const FORMATS = { date: /^\d{4,6}-\d\d-\d\d$/, time: /^\d\d:\d\d/ };

  const key = savedAnswers.key(said.home, said);

  // Name → its controls: several where one of them is to be chosen.
  const controls = new Map();
  document.querySelectorAll(".form [name]").forEach(function (control) {
    controls.set(control.name, [...(controls.get(control.name) || []), control]);
  });

  // The version in which the answers were written, and those that have no field in this one.
  let version = said.version;
  let gone = new Map();

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  // ------------------------------------------------------------------ answers

  function answer([first, ...others]) {
    if (first.type === "radio") return ([first, ...others].find((radio) => radio.checked) || { value: "" }).value;
    return first.type === "checkbox" ? first.checked : first.value;
  }

  function initial([first, ...others]) {
    if (first.type === "radio") return ([first, ...others].find((radio) => radio.defaultChecked) || { value: "" }).value;
    if (first.type === "checkbox") return first.defaultChecked;
    if (first.type !== "select-one") return first.defaultValue;
    return ([...first.options].find((option) => option.defaultSelected) || { value: "" }).value;
  }

  // What differs from the empty form: a default that the handbook changes later then reaches whoever left it.
  function changed() {
    const all = [...controls].map(([name, group]) => [name, answer(group), initial(group)]);
    return new Map(all.filter(([, now, before]) => now !== before).map(([name, now]) => [name, now]));
  }

  // What a file holds: whatever is filled in, and the defaults that were emptied.
  function whole() {
    const all = [...controls].map(([name, group]) => [name, answer(group)]);
    return new Map([...gone, ...all.filter(([, now]) => now !== "" && now !== false), ...changed()]);
  }

  // Whether a value could be put into the controls of a name. It goes nowhere but into `value` and `checked`.
  function put(group, value) {
    const [first] = group;
    if (first.type === "checkbox") {
      first.checked = value === true;
      return typeof value === "boolean";
    }
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text !== "string" || (text && FORMATS[first.type] && !FORMATS[first.type].test(text))) return false;
    if (first.type === "radio") {
      group.forEach((radio) => { radio.checked = radio.value === text; });
    } else {
      first.value = text;
    }
    return answer(group) === text.replace(/\r\n?/g, "\n");
  }

  // Fills the form with these answers and no others; gives those that have no place in it.
  function fill(answers) {
    controls.forEach((group) => put(group, initial(group)));
    const left = new Map();
    answers.forEach(function (value, name) {
      const group = controls.get(name);
      if (group && put(group, value)) return;
      if (group) put(group, initial(group));
      left.set(name, value);
    });
    document.dispatchEvent(new Event("answers"));
    return left;
  }

  // The answers under the names of today. A clause was once named by its place: its initials are taken over where the
  // form is surely the same, and are told of as gone elsewhere, for another clause may stand there now.
  function renamed(answers, writtenIn) {
    const all = [...controls.values()].flat();
    const isSame = writtenIn && writtenIn === said.version;
    return savedAnswers.renamed(isSame ? savedAnswers.renamed(answers, all, "byPlace") : answers, all);
  }

  function isPlain(value) {
    return ["string", "boolean", "number"].includes(typeof value);
  }

  // ---------------------------------------------------------- kept on the device

  function keep() {
    const answers = changed();
    try {
      if (!answers.size && !gone.size) {
        version = said.version;
        localStorage.removeItem(key);
      } else {
        const kept = { version, answers: Object.fromEntries(answers), gone: Object.fromEntries(gone) };
        localStorage.setItem(key, JSON.stringify(kept));
      }
    } catch {
      say(said.notKept); // the storage is shut, or full
    }
  }

  function restore() {
    const found = savedAnswers.kept(key) || { version: said.version };
    const known = mapOf(found.gone);
    version = typeof found.version === "string" ? found.version : "";
    const answers = new Map([...known, ...mapOf(found.answers)]);
    const now = new Map([...renamed(known), ...renamed(mapOf(found.answers), version)]);
    gone = fill(now);
    if ([...answers.keys()].some((name) => !now.has(name))) keep();
    const news = [...gone.keys()].some((name) => !known.has(name));
    older.hidden = true;
    if (version !== said.version || news) warn();
  }

  // That the answers belong to an older version, and which of them have no field any more.
  function warn() {
    const list = older.querySelector("dl");
    list.replaceChildren();
    gone.forEach(function (value, name) {
      list.append(element("dt", name.slice(0, LONGEST_NAMED)), element("dd", String(value)));
      list.lastChild.dir = "auto";
    });
    older.querySelector(".form-gone").hidden = !gone.size;
    older.hidden = false;
    const changed = version ? filled(said.older, version, said.version) : filled(said.olderUnversioned, said.version);
    older.querySelector("[role=status]").textContent = version === said.version ? said.noPlace : changed;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  // -------------------------------------------------------------- kept in a file

  function save() {
    const now = new Date();
    const content = {
      form: said.form,
      folder: said.folder,
      version: version || null,
      language: said.language,
      saved: [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-"),
      answers: Object.fromEntries(whole()),
    };
    const link = document.createElement("a");
    link.download = `${said.form}-answers.json`;
    link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2), "\n"], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
    say(filled(said.saved, link.download));
  }

  async function load(file) {
    const { content, refused } = await savedAnswers.read(file, said, said);
    if (refused) return say(refused);
    if ((changed().size || gone.size) && !(await agreed(said.replaceQuestion, said.replace))) return undefined;
    take(content);
    return keep();
  }

  function take(content) {
    version = typeof content.version === "string" ? content.version : "";
    const left = fill(renamed(mapOf(content.answers), version));
    const same = version === said.version;
    gone = new Map(same ? [] : [...left].filter(([, value]) => isPlain(value)));
    older.hidden = true;
    if (!same) warn();
    const ignored = [...left.keys()].filter((name) => !gone.has(name));
    say(ignored.length ? `${said.loaded} ${filled(said.leftOut, list(ignored))}` : said.loaded);
  }

  function list(names) {
    const shown = names.slice(0, MOST_NAMED).map((name) => name.slice(0, LONGEST_NAMED));
    return shown.join(", ") + (names.length > MOST_NAMED ? ", …" : "");
  }

  async function clear() {
    if (!(await agreed(said.clearQuestion, tools.querySelector("[data-do=clear]").textContent))) return;
    fill(new Map());
    gone = new Map();
    older.hidden = true;
    say(said.cleared);
    keep();
  }

  // Asks; gives whether the answer was yes. The dialog keeps the keyboard, and Escape means no.
  function agreed(text, action) {
    question.querySelector("p").textContent = text;
    question.querySelector("[data-do=confirm]").textContent = action;
    question.returnValue = "";
    question.showModal();
    return new Promise(function (resolve) {
      question.addEventListener("close", () => resolve(question.returnValue === "confirm"), { once: true });
    });
  }

  // ------------------------------------------------------------------- beginning

  function acknowledge() {
    version = said.version;
    older.hidden = true;
    keep();
    tools.querySelector("button").focus();
  }

  const actions = {
    save,
    clear,
    print: () => window.print(),
    load: () => chooser.click(),
    keep: acknowledge,
    cancel: () => question.close("cancel"),
    confirm: () => question.close("confirm"),
  };
  document.querySelectorAll("[data-do]").forEach(function (button) {
    button.addEventListener("click", actions[button.dataset.do]);
  });
  chooser.addEventListener("change", function () {
    const [file] = chooser.files;
    if (file) load(file).finally(() => { chooser.value = ""; }); // so that the same file can be chosen again
  });
  document.querySelector(".form").addEventListener("input", keep);

  // Another tab with this form, or a page that the browser brings back, may be behind what is kept.
  window.addEventListener("storage", (event) => { if (event.key === key || event.key === null) restore(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) restore(); });

  document.querySelector(".form-plain").hidden = true;
  tools.hidden = false;
  restore();
})();
