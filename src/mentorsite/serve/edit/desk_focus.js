// Where the keyboard is in the form, so that it is there again when the form has been made anew.

const stops = "button, summary, select, textarea, input";

const holderOf = (node) => node.closest("[data-path]");
const holderAt = (main, path) => main.querySelector(`[data-path="${CSS.escape(path)}"]`);

// `path` is written as in data-path; no path stands for the top of the form.
export function placeOf(main, node) {
  if (!main.contains(node)) return null;
  const holder = holderOf(node);
  return { id: node.id, path: holder && holder.dataset.path, tag: node.tagName, text: node.textContent };
}

export function findAgain(main, place) {
  const same = place.id && document.getElementById(place.id);
  if (same) return same;
  const holder = place.path ? holderAt(main, place.path) : main;
  if (!holder) return null;
  const own = [...holder.querySelectorAll(stops)].filter((each) => !place.path || holderOf(each) === holder);
  const alike = own.filter((each) => each.tagName === place.tag);
  return alike.find((each) => each.textContent === place.text) || alike[0] || own[0] || null;
}

// Brings what was just changed from afar into sight; the keyboard stays where it is.
export function point(main, path) {
  const holder = holderAt(main, path);
  if (!holder) return;
  for (let each = holder.parentElement.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  holder.scrollIntoView({ block: "center" });
  holder.classList.add("pointed");
}

// What was added or copied: its first field; a row of a list has none to go on with, so the next can be added.
export function firstField(main, path) {
  const holder = holderAt(main, path);
  if (!holder) return null;
  if (holder.matches(".row")) return holder.closest(".parts").nextElementSibling.querySelector("input");
  return holder.querySelector(":is(input, select, textarea)");
}

// What is beside a thing that goes: the next one, the one before, or where a new one is added.
export function besideOf(main, holder) {
  const parts = holder.closest(".parts");
  if (!parts || holder.parentNode !== parts) return () => null;
  const at = [...parts.children].indexOf(holder);
  const list = holderOf(parts.parentNode);
  const listPath = list && list.dataset.path;
  return function () {
    const left = (listPath ? holderAt(main, listPath) : main).querySelector(".parts");
    const next = left && (left.children[at] || left.children[at - 1]);
    if (next) return findAgain(main, { path: next.dataset.path, tag: "BUTTON", text: "Remove" });
    return left && left.nextElementSibling.querySelector("input");
  };
}

// What is to be as it was once the form is made anew: what is folded, what is typed, the carets and the keyboard.
export function kept(main, unsaved) {
  const place = placeOf(main, document.activeElement);
  const carets = [...main.querySelectorAll("textarea, input[data-do=set]")].map((each) => [each.id, each.selectionStart, each.selectionEnd]);
  const begun = [...main.querySelectorAll(".adder > input")].filter((each) => each.value.trim());
  const adders = begun.flatMap((each) => [...each.parentNode.querySelectorAll("input, select")].map((one) => [one.id, one.value]));
  const open = new Set([...main.querySelectorAll("[data-path] > details[open]")].map((each) => each.parentNode.dataset.path));
  return function (goal) {
    for (const each of main.querySelectorAll("[data-path] > details")) each.open ||= open.has(each.parentNode.dataset.path);
    for (const [id, value] of adders) if (document.getElementById(id)) document.getElementById(id).value = value;
    for (const [id, value] of unsaved) if (document.getElementById(id)) document.getElementById(id).value = value;
    for (const [id, from, to] of carets) {
      const field = document.getElementById(id);
      if (field && field.selectionStart !== null && from !== null) field.setSelectionRange(from, to);
    }
    const next = goal && !unsaved.size && goal();
    if (next) next.focus();
    else if (place) (findAgain(main, place) || main).focus({ preventScroll: true });
  };
}
