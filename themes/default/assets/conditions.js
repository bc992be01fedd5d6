// Shows what is asked only where something else has a certain answer. What is hidden keeps its own answers.
(function () {
  "use strict";

  const parts = [...document.querySelectorAll("[data-when]")];
  const controls = [...document.querySelectorAll(".form [name]")];

  // The answers of a field: the ids of what is chosen or ticked, and `other` where something else is written.
  function answersOf(field) {
    const found = new Set();
    controls.forEach(function (control) {
      const { name, type } = control;
      const isPart = name.startsWith(`${field}__`);
      if (name !== field && !isPart) return;
      const isBox = type === "checkbox" || type === "radio";
      if (isBox ? !control.checked : !control.value.trim()) return;
      if (isPart) found.add(name.slice(field.length + 2));
      else found.add(type === "checkbox" ? "yes" : control.value);
    });
    return found;
  }

  function fits(part) {
    const given = answersOf(part.dataset.when);
    const wanted = JSON.parse(part.dataset.answers);
    if (wanted.some((answer) => (answer ? given.has(answer) : !given.size))) return "yes";
    return given.size ? "no" : "open"; // nothing is answered yet: paper shows it, with the words when it counts
  }

  // Whether what decides about a part is itself asked.
  function above(part) {
    const field = part.dataset.when;
    const control = controls.find(({ name }) => name === field || name.startsWith(`${field}__`));
    const around = control && control.closest("[data-when]");
    return around ? around.dataset.fits : "yes";
  }

  function settle() {
    const own = new Map(parts.map((part) => [part, fits(part)]));
    parts.forEach((part) => { part.dataset.fits = own.get(part); });
    // Each round settles what waits for one condition more.
    parts.forEach(function () {
      parts.forEach(function (part) {
        const before = above(part);
        part.dataset.fits = before === "yes" ? own.get(part) : before;
      });
    });
  }

  document.addEventListener("input", settle);
  document.addEventListener("answers", settle);
  settle();
})();
