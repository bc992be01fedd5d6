// What can be undone on the page of a form until it is left: what was cleared, and what came from a file or another tab.
function formUndo(form) {
  "use strict";

  const { kept, said, say, showAge, keep, loaded } = form;
  const { controls, questions, initials, current, put } = formControls;
  const buttons = document.querySelectorAll("[data-do=undo]");
  // What Undo puts back, by the key of what is shown.
  const done = new Map();

  function show() {
    buttons.forEach((button) => { button.hidden = !done.has(form.key()); });
  }

  // Ends what can be undone; `from` gets the keyboard back then.
  function finish(before, from) {
    document.dispatchEvent(new Event("answers"));
    keep();
    done.set(form.key(), { before, after: current(), from });
    show();
  }

  // Puts back what was there before. What was typed since then stays; where something stood there, the reader chooses.
  async function undo() {
    const { before, after, from } = done.get(form.key());
    const now = current();
    const untouched = questions.filter(({ names }) => names.every((name) => now.get(name) === after.get(name)));
    const touched = questions.filter((each) => !untouched.includes(each));
    const { differing } = savedAnswers.compared(touched, now, before.answers, initials);
    const signatureOf = (name) => before.written.get(name) || { by: null };
    const more = differing.length ? await loaded() : null;
    const chosen = more ? await more.choose(form, differing, before.answers, signatureOf, said.before) : [];
    if (!chosen || (differing.length && !more)) return;
    kept.version = before.version;
    kept.gone = before.gone;
    kept.signed = before.signed;
    untouched.forEach((each) => answerAs(each, before.answers, signatureOf));
    if (more) more.settle(form, differing, chosen, before.answers, signatureOf);
    showAge();
    document.dispatchEvent(new Event("answers"));
    keep();
    done.delete(form.key());
    say(said.undone);
    headOf(from).focus();
    show();
  }

  // What stands under "More" can be reached by that.
  function headOf(button) {
    const fold = button.closest("details:not([open])");
    return fold ? fold.querySelector("summary") : button;
  }

  // Answers a question as `values` have it.
  function answerAs({ names }, values, signatureOf) {
    names.forEach(function (name) {
      put(controls.get(name), values.has(name) ? values.get(name) : initials.get(name));
      kept.written.set(name, signatureOf(name));
    });
  }

  Object.assign(form, { finish, answerAs });
  return { show, finish, undo };
}
