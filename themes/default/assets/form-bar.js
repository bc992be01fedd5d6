// The bar below a form: in which part of it the reader is, what is left to fill in, and what its folds hold.
(function () {
  "use strict";

  const bar = document.querySelector(".form-bar");
  const { part: inPart, left: said, complete } = bar.dataset;
  const { filled } = savedAnswers;
  const parts = [...document.querySelectorAll(".form-section")];
  const asked = [...document.querySelectorAll(".form [data-required]")];
  const button = bar.querySelector(".form-left");
  const list = bar.querySelector(".form-parts");
  const contents = document.querySelector(".contents .toggled");
  const figures = new Intl.NumberFormat(document.documentElement.lang);

  // ---------------------------------------------------------------- what is left

  function isEmpty(question) {
    return ![...question.querySelectorAll("[name]")].some(function ({ type, checked, value }) {
      return type === "checkbox" || type === "radio" ? checked : value.trim();
    });
  }

  // What is asked under a condition counts once that is met.
  function left() {
    return asked.filter((question) => !question.closest("[data-fits=no], [data-fits=open]") && isEmpty(question));
  }

  function count() {
    if (!button) return;
    const open = left();
    button.hidden = false;
    button.disabled = !open.length;
    button.textContent = open.length ? filled(said, figures.format(open.length)) : complete;
    if (!list || !contents) return;
    list.querySelectorAll("li").forEach(function (entry) {
      const heading = document.getElementById(entry.querySelector("a").hash.slice(1));
      const here = open.filter((question) => heading.parentElement.contains(question)).length;
      entry.querySelector(".note").textContent = here ? filled(said, figures.format(here)) : "";
    });
  }

  function lead() {
    const [first] = left();
    if (!first) return;
    first.scrollIntoView();
    first.querySelector("[name]").focus();
  }

  // ---------------------------------------------------------------- where the reader is

  function follow() {
    const head = list.querySelector("summary");
    const observer = new IntersectionObserver(function (seen) {
      const here = seen.filter((each) => each.isIntersecting).pop();
      if (here) head.textContent = filled(inPart, figures.format(parts.indexOf(here.target) + 1), figures.format(parts.length));
    }, { rootMargin: "-35% 0px -65% 0px" });
    parts.forEach((part) => observer.observe(part));
  }

  function listParts() {
    const copy = contents.cloneNode(true);
    copy.className = "";
    copy.querySelectorAll("li").forEach(function (entry) {
      const note = document.createElement("span");
      note.className = "note";
      entry.append(" ", note);
    });
    list.querySelector(".form-panel").append(copy);
  }

  // ---------------------------------------------------------------- what folds

  // Escape, a button and a look elsewhere close what is open; the keyboard goes on from its head.
  function begin(fold) {
    const head = fold.querySelector("summary");
    fold.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !fold.open) return;
      fold.open = false;
      head.focus();
    });
    fold.addEventListener("click", function ({ target }) {
      if (!target.closest(".form-panel") || !target.closest("a, button")) return;
      if (target.closest("button")) head.focus();
      fold.open = false;
    }, true);
    ["pointerdown", "focusin"].forEach((happening) => document.addEventListener(happening, function ({ target }) {
      if (!fold.contains(target)) fold.open = false;
    }));
  }

  // A browser takes for shown what the bar half covers. What is pressed stays: it would slip from under a finger.
  document.addEventListener("focusin", function ({ target }) {
    if (!target.closest(".form-bar, :active")) target.scrollIntoView({ block: "nearest" });
  });
  bar.querySelectorAll(".form-fold").forEach(begin);
  if (list && contents) {
    listParts();
    follow();
  }
  if (button) button.addEventListener("click", lead);
  document.addEventListener("input", count);
  document.addEventListener("answers", count);
  new ResizeObserver(() => document.documentElement.style.setProperty("--form-bar", `${bar.offsetHeight}px`)).observe(bar);
  count();
})();
