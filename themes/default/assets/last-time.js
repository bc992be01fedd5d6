// Shows above a copy of a form that repeats what was agreed in the one before: the answers to marked fields, as text.
const lastTime = (function () {
  "use strict";

  const part = document.querySelector(".last-time");
  const { controls, questions, words } = formControls;
  const marked = questions.filter(({ names: [name] }) => "nextTime" in controls.get(name)[0].dataset);

  // The label of each field with its answers: a text, and for each row of a table or a list one.
  function texts(answers) {
    const fields = new Map();
    marked.forEach(function (question) {
      const [control] = controls.get(question.names[0]);
      const column = control.type === "checkbox" && control.closest("[data-column]");
      const text = words(question, answers) && (column ? column.dataset.column : words(question, answers));
      if (!text) return;
      const field = control.closest(".field, .blank");
      const row = control.closest("tr, .seat, .write-list > li") || field;
      const rows = fields.get(field) || new Map();
      fields.set(field, rows.set(row, [...(rows.get(row) || headOf(row)), text]));
    });
    return [...fields].map(([field, rows]) => [titleOf(field), [...rows.values()].map((each) => each.join(" · "))]);
  }

  function headOf(row) {
    const head = row.querySelector("th, .seat-name");
    return head && head.textContent.trim() ? [head.textContent.trim()] : [];
  }

  function titleOf(field) {
    const label = field.querySelector("legend") || field.querySelector(".label");
    if (!label) return field.querySelector("[name]").getAttribute("aria-label");
    const copy = label.cloneNode(true);
    copy.querySelectorAll(".note").forEach((note) => note.remove());
    return copy.textContent.trim();
  }

  function made(name, text) {
    const element = document.createElement(name);
    element.dir = "auto";
    element.textContent = text;
    return element;
  }

  function show(answers, title) {
    const found = title ? texts(answers) : [];
    part.hidden = !found.length;
    part.querySelector("h2").textContent = title;
    part.querySelector("dl").replaceChildren(...found.flatMap(function ([label, lines]) {
      return [made("dt", label), ...lines.map((line) => made("dd", line))];
    }));
  }

  return { show };
})();
