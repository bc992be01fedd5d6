// The controls of a form, and the answers in them.
const formControls = (function () {
  "use strict";

  const FORMATS = { date: /^\d{4,6}-\d\d-\d\d$/, time: /^\d\d:\d\d/ };

  // Name → its controls: several where one of them is to be chosen.
  const controls = new Map();
  // What is one answer together, such as the options of a question: the names of each.
  const together = new Map();
  document.querySelectorAll(".form [name]").forEach(function (control) {
    controls.set(control.name, [...(controls.get(control.name) || []), control]);
    const one = control.closest(".options") || control.name;
    together.set(one, (together.get(one) || new Set()).add(control.name));
  });
  const questions = [...together.values()].map((names) => ({ names: [...names] }));
  const initials = new Map([...controls].map(([name, group]) => [name, initial(group)]));

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

  function current() {
    return new Map([...controls].map(([name, group]) => [name, answer(group)]));
  }

  // What differs from the empty form: a default that the handbook changes later then reaches whoever left it.
  function changed() {
    return new Map([...current()].filter(([name, now]) => now !== initials.get(name)));
  }

  // Puts a value into the controls of a name. It goes nowhere but into `value` and `checked`.
  function put(group, value) {
    const [first] = group;
    if (first.type === "radio") group.forEach((radio) => { radio.checked = radio.value === value; });
    else if (first.type === "checkbox") first.checked = value;
    else first.value = value;
  }

  // A value as the controls of a name would hold it; undefined where they can't.
  function fit(group, value) {
    const [first] = group;
    if (first.type === "checkbox") return typeof value === "boolean" ? value : undefined;
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text !== "string" || (text && FORMATS[first.type] && !FORMATS[first.type].test(text))) return undefined;
    const trial = first.type === "radio" ? group.map((each) => each.cloneNode()) : [first.cloneNode(true)];
    trial.forEach((each) => { if (each.type === "radio") each.name = ""; });
    put(trial, text);
    return answer(trial) === text.replace(/\r\n?/g, "\n") ? answer(trial) : undefined;
  }

  // Answers under the names of today: those that fit into the form, and the `left` ones.
  function sorted(answers, isSame = false) {
    const fitting = new Map();
    const left = new Map();
    renamed(answers, isSame).forEach(function (value, name) {
      const fits = controls.has(name) ? fit(controls.get(name), value) : undefined;
      if (fits === undefined) left.set(name, value);
      else fitting.set(name, fits);
    });
    return { fitting, left };
  }

  // Fills the form with these answers and no others.
  function fill(answers) {
    document.querySelectorAll(".form [data-more]").forEach((row) => { row.hidden = true; });
    controls.forEach((group, name) => put(group, answers.has(name) ? answers.get(name) : initials.get(name)));
    document.dispatchEvent(new Event("answers"));
  }

  // The answers under the names of today. A clause was once named by its place: its initials are taken over where the
  // form is surely the same, and are told of as gone elsewhere, for another clause may stand there now.
  function renamed(answers, isSame = false) {
    const all = [...controls.values()].flat();
    return savedAnswers.renamed(isSame ? savedAnswers.renamed(answers, all, "byPlace") : answers, all);
  }

  function label({ names: [first] }) {
    const [control] = controls.get(first);
    const group = control.closest(".options") && control.closest("fieldset");
    const found = group ? group.querySelector("legend") : control.labels[0];
    if (!found) return control.getAttribute("aria-label") || "";
    const copy = found.cloneNode(true);
    copy.querySelectorAll(".note").forEach((note) => note.remove());
    return copy.textContent.trim();
  }

  // What one control is called: one in a table has no label of its own.
  function labelOf(control) {
    return control.labels.length ? control.labels[0].textContent : control.getAttribute("aria-label") || "";
  }

  // An answer in words.
  function words({ names }, answers) {
    return names.map(function (name) {
      const group = controls.get(name);
      const value = answers.has(name) ? answers.get(name) : initials.get(name);
      const [first] = group;
      if (first.type === "checkbox") return value ? labelOf(first) : "";
      if (first.type === "radio") return value ? labelOf(group.find((radio) => radio.value === value)) : "";
      if (first.type === "select-one") return [...first.options].find((option) => option.value === value).text;
      if (first.type === "date") return savedAnswers.day(value);
      return first.type === "time" ? savedAnswers.time(value) : value;
    }).map((text) => text.trim()).filter(Boolean).join(", ");
  }

  return { controls, questions, initials, current, changed, put, sorted, fill, renamed, label, words };
})();

// A form's answers as text: long ones grow on screen, and paper shows words where the screen has boxes.
(function () {
  "use strict";

  const { day, time } = savedAnswers;

  function words(control) {
    if (control.type === "date") return day(control.value);
    if (control.type === "time") return time(control.value);
    if (control.type === "select-one") return control.selectedOptions.length ? control.selectedOptions[0].text : "";
    return control.value;
  }

  // style.css draws `data-typed`: under a text that grows, and in place of every control on paper.
  function mirror(control) {
    const answer = control.parentElement;
    if (answer && answer.classList.contains("answer")) answer.dataset.typed = words(control);
  }

  function mirrorAll() {
    document.querySelectorAll(".answer > :is(input, select, textarea)").forEach(mirror);
  }

  // An answer of one's own takes the place of the one that was chosen.
  function unchoose(control) {
    const options = control.closest(".option-other") && control.closest(".options");
    if (!options || !control.value) return;
    options.querySelectorAll("[type=radio]").forEach(function (radio) { radio.checked = false; });
  }

  document.addEventListener("input", function (event) {
    unchoose(event.target);
    mirror(event.target);
  });
  document.addEventListener("answers", mirrorAll);
  mirrorAll();
})();
