// Shows what is asked only where something else has a certain answer. What is hidden keeps its own answers.
(function () {
  "use strict";

  const controls = new Map();
  document.querySelectorAll(".form [name]").forEach(index);
  const parts = inOrder([...document.querySelectorAll("[data-when]")]);
  const wanted = new Map(parts.map((part) => [part, JSON.parse(part.dataset.answers)]));

  // Files a control under the field that it belongs to: the boxes of one field are called `field__option`.
  function index(control) {
    const { name } = control;
    for (let end = name.length; end > 0; end = name.lastIndexOf("__", end - 1)) {
      const field = name.slice(0, end);
      if (!controls.has(field)) controls.set(field, []);
      controls.get(field).push(control);
    }
  }

  // The part that asks what decides about another one, if that is itself asked under a condition.
  function above(part) {
    const [control] = controls.get(part.dataset.when) || [];
    return control ? control.closest("[data-when]") : null;
  }

  // Each part behind the one that decides about it.
  function inOrder(all) {
    const order = [];
    const placed = new Set();
    all.forEach(function (part) {
      const way = [];
      for (let each = part; each && !placed.has(each); each = above(each)) {
        placed.add(each);
        way.push(each);
      }
      order.push(...way.reverse());
    });
    return order;
  }

  // The answers of a field: the ids of what is chosen or ticked, and `other` where something else is written.
  function answersOf(field) {
    const found = new Set();
    (controls.get(field) || []).forEach(function (control) {
      const { name, type } = control;
      const isBox = type === "checkbox" || type === "radio";
      if (isBox ? !control.checked : !control.value.trim()) return;
      if (name !== field) found.add(name.slice(field.length + 2));
      else found.add(type === "checkbox" ? "yes" : control.value);
    });
    return found;
  }

  function fits(part) {
    const given = answersOf(part.dataset.when);
    if (wanted.get(part).some((answer) => (answer ? given.has(answer) : !given.size))) return "yes";
    return given.size ? "no" : "open"; // nothing is answered yet: paper shows it, with the words when it counts
  }

  function settle() {
    parts.forEach(function (part) {
      const around = above(part);
      const before = around ? around.dataset.fits : "yes";
      part.dataset.fits = before === "yes" ? fits(part) : before;
    });
  }

  document.addEventListener("input", settle);
  document.addEventListener("answers", settle);
  settle();
})();
