// Folds the long clauses of an agreement that have nothing to fill in, where the screen is narrow. What was opened stays.
(function () {
  "use strict";

  const form = document.querySelector(".form");
  const folds = [...form.querySelectorAll(".clause-fold")];
  const isNarrow = window.matchMedia("(max-width: 40em)").matches;
  if (!folds.length || !isNarrow) return;

  const { show, closed } = form.dataset;
  const KEY = `mentorsite:clauses:${location.pathname}`;
  const opened = new Set(read());
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  const note = document.createElement("p");
  const count = document.createElement("span");
  const buttons = [showAll(), showAll()];

  const numberOf = (fold) => fold.closest(".clause").id;

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) || [];
    } catch {
      return [];
    }
  }

  function showAll() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet clauses-show";
    button.textContent = show;
    button.addEventListener("click", function () {
      const first = folds.find((fold) => !fold.open);
      folds.forEach((fold) => { fold.open = true; });
      first.querySelector("summary").focus({ preventScroll: button !== buttons[0] });
    });
    return button;
  }

  // Says before the signatures what nobody has opened yet.
  function settle() {
    folds.filter((fold) => fold.open).forEach((fold) => opened.add(numberOf(fold)));
    const left = folds.filter((fold) => !opened.has(numberOf(fold))).length;
    count.textContent = savedAnswers.filled(closed, figures.format(left));
    note.hidden = left === 0;
    buttons.forEach((button) => { button.hidden = folds.every((fold) => fold.open); });
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...opened]));
    } catch { /* Then it is known until the page is left. */ }
  }

  function openLinked() {
    const target = document.querySelector(":target");
    const fold = target && target.querySelector(":scope > .clause-text > .clause-fold");
    if (fold) fold.open = true;
  }

  // Paper has all of them, and the screen afterwards what was open before.
  let closedForPaper = [];
  window.addEventListener("beforeprint", function () {
    closedForPaper = folds.filter((fold) => !fold.open);
    closedForPaper.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closedForPaper.forEach((fold) => { fold.open = false; });
    closedForPaper = [];
  });

  form.classList.add("form-folded");
  folds.forEach((fold) => { fold.open = opened.has(numberOf(fold)); });
  folds.forEach((fold) => fold.addEventListener("toggle", () => { if (!closedForPaper.length) settle(); }));
  note.className = "note clauses-closed";
  note.append(count, " ", buttons[1]);
  folds[0].closest(".clauses").before(buttons[0]);
  const signatures = form.querySelector(".signature-blocks");
  if (signatures) signatures.before(note);
  window.addEventListener("hashchange", openLinked);
  window.addEventListener("load", openLinked); // before that, nothing is `:target` yet
  settle();
})();
