// The dialog in which something of the handbook is picked: a page to link to, or a picture to show.
import { made } from "./desk_made.js";

const dialog = document.getElementById("pick");
const [words, search, address] = ["words", "search", "address"].map((each) => document.getElementById(`pick-${each}`));
const list = document.getElementById("pick-found");
const count = document.getElementById("pick-count");
const MOST = 60; // as many are shown at once
let known = []; // what can be picked
let said = ""; // where nothing can be picked
let picked = null;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function fits(each, asked) {
  const said = plain(`${each.title} ${each.kind} ${each.within} ${each.path}`);
  return asked.every((word) => said.includes(word));
}

// Headings are many: they are shown once something is looked for.
function shownOf(asked) {
  if (!asked.length) return known.filter((each) => each.kind !== "Heading");
  return known.filter((each) => fits(each, asked));
}

function row(each) {
  const button = made("button", "", { type: "button" });
  button.dataset.index = known.indexOf(each);
  if (each.shown) button.append(made("img", "", { src: each.shown, alt: "", loading: "lazy" }));
  button.append(made("span", each.title, { dir: "auto" }), " ", made("span", each.within ? `${each.kind}, ${each.within}` : each.kind, { class: "kind" }));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function refresh() {
  const found = shownOf(plain(search.value).split(/\s+/).filter(Boolean));
  list.replaceChildren(...found.slice(0, MOST).map(row));
  const more = found.length > MOST ? `, the first ${MOST} are shown: write more of the name` : "";
  if (!known.length) count.textContent = said;
  else count.textContent = found.length ? `${found.length} found${more}.` : "Nothing is called so.";
}

// Whole web and mail addresses, of what people write of them: `example.org`, `kim@example.org`.
function whole(text) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[#/.]/.test(text)) return text;
  return /^[^\s/]+@[^\s/]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
}

function pick(found) {
  picked = found;
  dialog.close();
}

function take() {
  const text = address.value.trim().replace(/[\s<>()]/g, (found) => `%${found.charCodeAt(0).toString(16).padStart(2, "0")}`);
  if (text) pick({ title: address.value.trim(), path: whole(text) });
  else address.focus();
}

function enter(input, buttons) {
  if (input === address) take();
  else if (input === words) search.focus();
  else if (buttons.length === 1) buttons[0].click();
  else if (buttons.length) buttons[0].focus();
}

list.addEventListener("click", function ({ target }) {
  const button = target.closest("button");
  if (button) pick(known[Number(button.dataset.index)]);
});
search.addEventListener("input", refresh);
document.getElementById("pick-take").addEventListener("click", take);
document.getElementById("pick-upload").addEventListener("click", () => pick({ upload: true }));
dialog.addEventListener("keydown", function (event) {
  if (event.key === "Escape") return pick(null); // a search field would be emptied first
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && (at >= 0 || event.target === search)) {
    event.preventDefault();
    (buttons[at + step] || (step < 0 ? search : buttons.at(-1) || search)).focus();
  }
  if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault();
    enter(event.target, buttons);
  }
  return undefined;
});

// Gives what was picked with its words, `{ upload: true }`, or nothing where it was left. `asked` brings what can be
// picked, and may take a moment: one can type meanwhile.
export function choose({ title, asked, text = "", pictures = false }) {
  known = [];
  said = "Looking …";
  picked = null;
  document.getElementById("pick-title").textContent = title;
  for (const each of dialog.querySelectorAll("[data-for]")) each.hidden = (each.dataset.for === "picture") !== pictures;
  list.classList.toggle("pictures", pictures);
  words.value = text;
  search.value = address.value = "";
  refresh();
  dialog.showModal();
  search.focus();
  asked.then(function (answer) {
    known = answer.found || [];
    said = answer.refused || "There is none yet.";
    refresh();
  });
  return new Promise(function (resolve) {
    dialog.addEventListener("close", () => resolve(picked && { ...picked, words: words.value.trim() || picked.title }), { once: true });
  });
}
