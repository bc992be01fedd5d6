// Loaded when it is needed: the dialog in which someone signs, with a place to draw in by pen, finger or mouse.
const pad = (function () {
  "use strict";

  const WIDE = 600;
  const HIGH = 200;
  const MOST_POINTS = 700;
  const APART = 4;
  let strokes = [];

  function count() {
    return strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  }

  function text() {
    return strokes.map((stroke) => stroke.join(" ")).join(";");
  }

  function show(place) {
    place.replaceChildren(...(strokes.length ? [signatures.strokesOf(strokes)] : []));
  }

  function pointAt(place, event) {
    const box = place.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value * most)));
    return [within((event.clientX - box.left) / box.width, WIDE), within((event.clientY - box.top) / box.height, HIGH)];
  }

  function begin(place) {
    let stroke = null;
    place.addEventListener("pointerdown", function (event) {
      if (event.button || count() >= MOST_POINTS) return;
      event.preventDefault();
      place.setPointerCapture(event.pointerId);
      stroke = [pointAt(place, event)];
      strokes.push(stroke);
      show(place);
    });
    place.addEventListener("pointermove", function (event) {
      if (!stroke || count() >= MOST_POINTS) return;
      const point = pointAt(place, event);
      const last = stroke.at(-1);
      if (Math.hypot(point[0] - last[0], point[1] - last[1]) < APART) return;
      stroke.push(point);
      show(place);
    });
    ["pointerup", "pointercancel"].forEach((name) => place.addEventListener(name, () => { stroke = null; }));
  }

  const ready = new WeakSet();

  function prepare(dialog, place, inputs) {
    if (ready.has(dialog)) return;
    ready.add(dialog);
    begin(place);
    dialog.querySelector("[data-sign=clear]").addEventListener("click", function () {
      strokes = [];
      show(place);
    });
    dialog.querySelector("[data-sign=sign]").addEventListener("click", function () {
      if (inputs.every((input) => input.disabled || input.reportValidity())) dialog.close("confirm");
    });
    const [name] = inputs;
    name.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // else it would answer what has the focus next
      dialog.querySelector("[data-sign=sign]").click();
    });
  }

  // Shows the dialog with what it begins with. Without a day it is for initials, and `who` are those who may give them.
  // Gives the name, the day and the drawing; null where the reader left.
  function ask(dialog, { title, who = [], chosen = "", name, day = "", drawn }) {
    const [nameInput, dayInput] = dialog.querySelectorAll("input");
    const place = dialog.querySelector(".sign-pad");
    const choice = dialog.querySelector("select");
    prepare(dialog, place, [nameInput, dayInput]);
    dialog.querySelector("h2").textContent = title;
    dialog.querySelectorAll("[data-for]").forEach((part) => { part.hidden = part.dataset.for !== (day ? "sign" : "initials"); });
    dialog.querySelector(".sign-who").hidden = who.length < 2;
    choice.replaceChildren(...who.map(([value, text]) => new Option(text, value, false, value === chosen)));
    nameInput.value = name;
    nameInput.maxLength = day ? 80 : 12;
    dayInput.value = day;
    dayInput.disabled = !day;
    strokes = drawn ? signatures.points(drawn) : [];
    show(place);
    dialog.returnValue = "";
    dialog.showModal();
    dialog.scrollTop = 0;
    const answer = () => ({ who: choice.value, name: nameInput.value.trim(), day: dayInput.value, drawn: signatures.drawnOf(text()) });
    return new Promise(function (resolve) {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm" ? answer() : null), { once: true });
    });
  }

  return { ask };
})();
