// What becomes of what was typed when its file was changed elsewhere meanwhile: both are shown side by side.
import { made } from "./desk_made.js";

const dialog = document.getElementById("conflict");
const [said, fields, others, lines] = ["said", "fields", "others", "lines"].map((each) => document.getElementById(`conflict-${each}`));
const SHORT = 120;
const SIDES = { mine: "As I typed it", theirs: "As in the file", both: "Both: my lines and those of the file" };
const banner = made("p", "What you typed isn't saved: the file was changed elsewhere. ", { id: "held", class: "error" });
banner.append(made("button", "Decide now", { type: "button" }));
const controls = "[data-do=set], [data-do=body]";

function labelOf(id, ...places) {
  const found = places.map((each) => each.querySelector(`label[for="${CSS.escape(id)}"], [id="${CSS.escape(id)}-label"]`)).find(Boolean);
  if (found) return found.firstChild.textContent.trim();
  const control = places.map((each) => each.querySelector(`[id="${CSS.escape(id)}"]`)).find(Boolean);
  return (control && control.ariaLabel) || id;
}

// A text with the lines marked that the other one hasn't.
function marked(text, other) {
  const known = new Set(other.split("\n"));
  const pre = made("pre", "", { dir: "auto" });
  for (const line of text.split("\n")) pre.append(known.has(line) ? line : made("mark", line), "\n");
  return pre;
}

function side(name, chosen, group, text) {
  const label = made("label", "", { class: "side" });
  const radio = made("input", "", { type: "radio", name: group, value: name });
  radio.defaultChecked = name === chosen;
  label.append(radio, ` ${SIDES[name]}`);
  if (text) label.append(text);
  return label;
}

function row([id, mine], main, fresh) {
  const control = fresh.getElementById(id);
  const theirs = control ? control.value : "";
  const set = made("fieldset", "", { class: "field", "data-id": id });
  const sides = made("div", "", { class: "sides" });
  const group = `side-${id}`;
  const chosen = id === "body" ? "both" : "mine";
  sides.append(side("mine", chosen, group, marked(mine, theirs)), side("theirs", chosen, group, marked(theirs, mine)));
  set.append(made("legend", labelOf(id, main, fresh)), sides);
  if (id === "body") set.append(side("both", chosen, group));
  return set;
}

function elsewhere(main, fresh, unsaved) {
  const found = [];
  for (const each of fresh.querySelectorAll(controls)) {
    const here = document.getElementById(each.id);
    if (unsaved.has(each.id) || (here && here.value === each.value)) continue;
    const value = each.value.length > SHORT ? `${each.value.slice(0, SHORT)}…` : each.value;
    found.push(made("li", `${labelOf(each.id, fresh, main)}: ${value}`, { dir: "auto" }));
  }
  return found;
}

dialog.addEventListener("click", function ({ target }) {
  const { all } = target.dataset;
  if (all) for (const each of fields.querySelectorAll(`[value=${all}]`)) each.checked = true;
});

// Gives which side was chosen, by the ids of fields; nothing where that is left for later.
export function decide(main, unsaved, answer) {
  const fresh = new DOMParser().parseFromString(answer.html || "", "text/html");
  said.textContent = `${answer.refused} Choose for each field what is to be saved.`;
  fields.replaceChildren(...[...unsaved].map((each) => row(each, main, fresh)));
  others.replaceChildren(...elsewhere(main, fresh, unsaved));
  others.parentNode.hidden = !others.children.length;
  lines.textContent = answer.stale;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise(function (resolve) {
    dialog.addEventListener("close", function () {
      const sets = [...fields.querySelectorAll("[data-id]")];
      resolve(dialog.returnValue === "yes" ? new Map(sets.map((each) => [each.dataset.id, each.querySelector(":checked").value])) : null);
    }, { once: true });
  });
}

// Says beside each field, and above all, that what was typed isn't saved; `again` is what asks anew.
export function hold(unsaved, again) {
  if (!banner.isConnected) { // a press of its button may be on its way
    banner.lastChild.onclick = again;
    document.querySelector("header").append(banner);
  }
  for (const id of unsaved.keys()) {
    const control = document.getElementById(id);
    if (!control || document.getElementById(`${id}-unsaved`)) continue;
    control.after(made("p", "Not saved yet", { class: "advice unsaved", id: `${id}-unsaved` }));
    control.setAttribute("aria-describedby", `${id}-unsaved ${control.getAttribute("aria-describedby") || ""}`);
  }
}

export function release() {
  banner.remove();
  for (const each of document.querySelectorAll(".unsaved")) each.remove();
}
