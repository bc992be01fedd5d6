// The copies of a form that repeats on paper: the one that is shown with its name and day above it, or all of them.
function copiesOnPaper(form, of) {
  "use strict";

  const { current, fill } = formControls;
  const { mapOf } = savedAnswers;
  const { sheet, copies, named, answersOf } = of;
  const head = heading("p", "");
  sheet.before(head);

  function heading(name, text) {
    return Object.assign(document.createElement(name), { className: "copies-day", dir: "auto", textContent: text });
  }

  // What stands above the one that is shown, on paper alone.
  function showHead(title) {
    head.textContent = title;
  }

  // Each copy as a sheet of its own, the oldest first, which only paper shows.
  async function print() {
    const [before, { signed }] = [current(), form.kept];
    const isSigned = form.signer && copies().some(({ found }) => mapOf(found.signed).size);
    const signer = isSigned ? await form.signer() : null;
    const all = Object.assign(document.createElement("div"), { className: "copies-printed" });
    sheet.inert = true; // what is typed meanwhile would belong to another copy
    for (const copy of copies().reverse()) {
      const isOpen = copy.key === form.key();
      await shown(isOpen ? before : answersOf(copy), isOpen ? signed : mapOf(copy.found.signed), signer);
      all.append(printed(copy));
    }
    await shown(before, signed, signer);
    sheet.inert = false;
    head.before(all);
    window.addEventListener("afterprint", () => all.remove(), { once: true });
    window.print();
  }

  async function shown(answers, signed, signer) {
    form.kept.signed = signed;
    fill(answers);
    if (signer) await signer.show();
  }

  function printed(copy) {
    const clone = sheet.cloneNode(true);
    clone.inert = false;
    clone.removeAttribute("id");
    clone.querySelectorAll("[id], [name], [for], [aria-labelledby]").forEach(function (each) {
      ["id", "name", "for", "aria-labelledby"].forEach((name) => each.removeAttribute(name));
    });
    clone.querySelectorAll(".last-time").forEach((each) => each.remove());
    clone.prepend(heading("h2", named(copy)));
    return clone;
  }

  return { print, showHead };
}
