// The page of the desk: sends each change as it is made, and shows what has become of it.
import { identifier, newPart } from "./desk_add.js";
import { ask } from "./desk_ask.js";
import { choose, coloring } from "./desk_color.js";
import { decide, hold, release } from "./desk_conflict.js";
import { dragging } from "./desk_drag.js";
import { besideOf, findAgain, firstField, kept, placeOf, point } from "./desk_focus.js";
import { place } from "./desk_menu.js";
import { partsOf } from "./desk_moment.js";
import { newFiles } from "./desk_new.js";
import { post } from "./desk_send.js";
import { askDistance } from "./desk_shift.js";
import { texts } from "./desk_text.js";

const main = document.getElementById("form");
const status = document.getElementById("status");
const frame = document.querySelector(".preview iframe");
const PAUSE = 60;
const LONG_PAUSE = 1000; // nobody is asked in the middle of a word
const SAVING = "Saving …";
const SAID = "mentorsite-desk-said"; // what was told as a page was left, for the next one
const opened = new Set();
const unsaved = new Map(); // what was typed and isn't in the file yet, by the id of its field
let goal; // finds where the keyboard goes when the form has been made anew, if not to where it was
const queued = new Set();
let waiting = Promise.resolve();
let pending;
let sending = false;
let typedAt = -Infinity; // when something was typed last
let held = false; // whether what was typed waits for a decision, since its file was changed elsewhere

const form = () => main.querySelector("[data-file]");
const notAdded = () => [...main.querySelectorAll(".adder > input")].find((each) => each.value.trim());
const isUnsaved = () => pending || held || sending || unsaved.size > 0 || queued.size > 0 || notAdded();
const pathOf = (node) => JSON.parse(node.closest("[data-path]").dataset.path);

// ------------------------------------------------------------- what is sent

// One after the other: each change is of the file as the one before left it.
function change(sent, how = {}) {
  queued.add(how);
  waiting = waiting.then(() => queued.delete(how) && sendChange(sent, how));
  return waiting;
}

// Someone who already types in the next field isn't disturbed: the form stays, with what is told.
const isTypedOn = (sent) => unsaved.size > 0 && (sent.emptied || ["set", "moment", "body", "join"].includes(sent.do));

// `typing`: whether the field is still typed in; `typed`: its id and what stood in it; `find`: where the keyboard goes.
async function sendChange(sent, how) {
  const { file, digest } = form().dataset;
  status.textContent = SAVING;
  sending = true;
  const answer = await post("change", { file, digest, opened: [...opened].map(JSON.parse), ...sent });
  sending = false;
  const adder = how.added && !answer.refused && document.getElementById(how.added);
  if (adder) adder.value = "";
  const [id, value] = how.typed || [];
  if (!answer.refused && unsaved.get(id) === value) unsaved.delete(id);
  if (answer.stale) return settle(answer, sent, how);
  goal = how.find;
  const isFollowed = (queued.size > 0 || main.querySelector(".half-made")) && !how.find; // what was chosen since would be taken back
  take(answer, how.typing || isTypedOn(sent) || isFollowed);
  goal = undefined;
}

// The file was changed elsewhere since the form was shown: what was typed is chosen from, or kept for later.
async function settle(answer, sent, how) {
  while (performance.now() - typedAt < LONG_PAUSE) await new Promise((done) => setTimeout(done, LONG_PAUSE / 5));
  clearTimeout(pending);
  pending = undefined;
  if (how.typed) unsaved.set(how.typed[0], (document.getElementById(how.typed[0]) || { value: how.typed[1] }).value);
  for (const each of queued) if (each.typed && unsaved.has(each.typed[0])) queued.delete(each); // they are chosen from, too
  if (!unsaved.size) return settleStep(answer, sent, how);
  held = true; // the field that is left for the dialog isn't sent by that
  const chosen = await decide(main, unsaved, answer);
  held = false;
  if (!chosen) return keepForLater();
  if (chosen.get("body") !== "both") form().dataset.digest = answer.digest;
  const sides = [...chosen].filter(([id, side]) => side !== "theirs" || !unsaved.delete(id));
  sides.sort(([one], [other]) => (other === "body") - (one === "body")); // while the desk knows what both began with
  if (!how.typed) await settleStep(answer, sent, how);
  for (const [id, side] of sides) await sendTyped(id, side === "both");
  return sides.length || !how.typed ? undefined : take({ ...answer, refused: "", said: "The form is as the file is now." });
}

function sendTyped(id, isJoined = false) {
  const control = document.getElementById(id);
  const value = unsaved.get(id);
  return sendChange(isJoined ? { do: "join", value } : typedIn(control, value), { typed: [id, value] });
}

// A step such as moving something: it is made in the file as it is now, or not at all.
async function settleStep(answer, sent, how) {
  const yes = await ask({ title: "This file was changed elsewhere", text: answer.refused, pre: answer.stale, yes: "Make my change in the file as it is now" });
  form().dataset.digest = answer.digest;
  return yes === null ? show(answer) : sendChange(sent, { ...how, typing: false });
}

function keepForLater() {
  held = true;
  status.textContent = "Not saved.";
  hold(unsaved, async function () {
    held = false;
    release();
    for (const id of [...unsaved.keys()]) if (!held && unsaved.has(id)) await sendTyped(id);
  });
}

function progress() {
  if (pending || queued.size) return SAVING;
  return unsaved.size ? "Not all is saved." : "Saved.";
}

function take(answer, typing = false) {
  if (answer.go) {
    if (answer.said) sessionStorage.setItem(SAID, answer.said);
    location.href = answer.go;
    return;
  }
  status.textContent = answer.refused || answer.said || progress();
  if (answer.html) show(answer, typing);
  if (frame && answer.page && new URL(frame.src).pathname !== new URL(answer.page, location.href).pathname) frame.src = answer.page;
  const at = document.activeElement;
  for (const name of ["undo", "redo"]) {
    if (name in answer) document.querySelector(`header [data-do=${name}]`).disabled = !answer[name];
  }
  if (at.disabled) (document.querySelector("header button:enabled") || main).focus({ preventScroll: true });
}

// The form anew, with the keyboard and what is folded where they were; while someone types, only what is told.
function show({ html }, typing = false) {
  const made = new DOMParser().parseFromString(html, "text/html");
  if (typing) {
    form().dataset.digest = made.querySelector("[data-file]").dataset.digest;
    main.querySelector(".summary").replaceChildren(...made.querySelector(".summary").childNodes);
    for (const place of main.querySelectorAll("[data-told]")) {
      const now = [...made.querySelectorAll("[data-told]")].find((each) => each.dataset.told === place.dataset.told);
      if (now && now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes);
    }
    return;
  }
  const putBack = kept(main, unsaved);
  main.replaceChildren(...made.body.childNodes);
  putBack(goal);
  document.title = `${main.querySelector("h1").textContent} – ${document.querySelector(".brand").textContent}`;
}

// ------------------------------------------------------------ what is typed

function send(control, typing) {
  clearTimeout(pending);
  pending = undefined;
  const path = pathOf(control);
  if (held && "value" in control && control.matches("[data-do=set], [data-do=body]")) {
    unsaved.set(control.id, control.value);
    return document.querySelector("dialog[open]") ? undefined : keepForLater();
  }
  const how = { typing, typed: [control.id, control.value] };
  if (control.dataset.do === "moment") {
    const value = partsOf(control);
    return value && change(value.how ? { do: "moment", path, value } : { do: "remove", path });
  }
  if (control.dataset.do === "words") {
    const ticked = [...control.closest("[data-path]").querySelectorAll("input:checked")].map((each) => each.value);
    return change(ticked.length ? { do: "set", path, value: ticked } : { do: "remove", path });
  }
  return change(typedIn(control, control.value), how);
}

function typedIn(control, value) {
  if (control.dataset.do === "body") return { do: "body", value };
  const path = pathOf(control);
  return value.trim() === "" ? { do: "remove", path, emptied: true } : { do: "set", path, value };
}

main.addEventListener("input", function ({ target }) {
  const isText = target.matches("textarea[data-do], input[data-do=set]");
  if (!isText || target.type === "date") return;
  unsaved.set(target.id, target.value);
  typedAt = performance.now();
  status.textContent = SAVING;
  clearTimeout(pending);
  pending = undefined;
  if (target.value.trim() === "" && target.dataset.do === "set") return; // until the field is left: more may be on its way
  pending = setTimeout(() => send(target, true), PAUSE);
});
main.addEventListener("change", ({ target }) => { if (target.matches("[data-do]")) send(target, false); });

// ---------------------------------------------------------------- what is done

const doings = {
  move(button, path) {
    const index = Number(button.dataset.index);
    const then = typeof path.at(-1) === "number" ? [...path.slice(0, -1), index] : path;
    const place = { ...placeOf(main, button), path: JSON.stringify(then) };
    change({ do: "move", path, index }, { find: () => findAgain(main, place) });
  },
  remove: (button, path) => change({ do: "remove", path }, { find: besideOf(main, button.closest("[data-path]")) }),
  fuller(button, path) {
    const value = { [button.dataset.key]: button.closest("[data-path]").querySelector("[data-do=set]").value };
    opened.add(JSON.stringify(path));
    change({ do: "set", path, value }, { find: () => firstField(main, JSON.stringify(path)) });
  },
  async rename(button, path) {
    const isFile = !path.length;
    const now = isFile ? form().dataset.name : path.at(-1);
    const text = isFile ? "The page keeps its old address as one that leads on." : "This is the short name that other places of the handbook go by.";
    const name = await ask({ title: "Rename", text, label: "New name", value: now, yes: "Show what changes" });
    if (!name || name === now) return;
    const sent = { file: form().dataset.file, path, key: isFile ? identifier(name) : identifier(name).replaceAll("-", now.includes("_") ? "_" : "-") };
    await waiting;
    const found = await post("rename", sent);
    if (!found.agreed) {
      take(found);
      return;
    }
    const pre = [...found.to_know, ...found.lines].join("\n");
    const yes = await ask({ title: "What changes", text: `“${now}” becomes “${sent.key}” in ${found.lines.length || 1} places.`, pre, yes: "Rename" });
    if (yes !== null) take(await post("rename", { ...sent, agreed: found.agreed }));
  },
  async copy(button, path) {
    const more = path[0] === "cohorts" ? " Change its status then, and the days that are left out: both are those of the first." : "";
    const name = await ask({ title: "Copy", text: `A copy is put behind it, with all that it says.${more}`, label: "What the copy is called", yes: "Copy" });
    if (!name) return;
    const made = JSON.stringify([...path.slice(0, -1), identifier(name)]);
    opened.add(made);
    change({ do: "copy", path, key: identifier(name), value: name }, { find: () => firstField(main, made) });
  },
  async shift(button, path) {
    const far = await askDistance(button);
    if (far) change({ do: "shift", path, ...far });
  },
  open(button, path) {
    opened.add(JSON.stringify(path));
    change({ do: "show" }, { find: () => firstField(main, JSON.stringify(path)) });
  },
  add(button, path) {
    const part = newPart(button, (words) => { status.textContent = words; });
    if (!part) return;
    const { key, value } = part;
    const index = Number(button.dataset.count);
    const at = JSON.stringify([...path, key || index]);
    opened.add(at);
    const added = button.closest(".adder").querySelector("input").id;
    change({ do: key ? "insert-key" : "insert", path, ...(key ? { key } : {}), value, index }, { added, find: () => firstField(main, at) });
  },
  undo: () => turn("undo"),
  redo: () => turn("redo"),
  async delete() {
    await waiting;
    const { file, digest } = form().dataset;
    const { lines = [] } = await post("named", { file });
    const text = `${file} is taken out of the handbook. You can undo it.${lines.length ? " Places that lead to it, and will lead nowhere:" : ""}`;
    if ((await ask({ title: "Delete this file?", text, pre: lines.join("\n"), yes: "Delete" })) !== null) take(await post("delete", { file, digest }));
  },
  recolor: (button) => choose(button),
  picture: (button) => put.picture(button),
  link: (button) => put.link(button),
  place: async (button) => take(await place(button.closest("[data-address]"), Number(button.dataset.index))),
};
const put = texts({ send, tell: (text) => { status.textContent = text; }, file: () => form().dataset.file });

async function turn(where) {
  await waiting;
  const on = main.querySelector("[data-menu]") ? "menu" : "";
  const answer = await post(where, { on, file: form() ? form().dataset.file : "", opened: [...opened].map(JSON.parse) });
  take(answer);
  if (answer.at && answer.at.length) point(main, JSON.stringify(answer.at));
}

document.addEventListener("click", function ({ target }) {
  const button = target.closest("button[data-do]");
  const mark = target.closest("button[data-mark]");
  if (mark) return put.wrap(mark);
  if (button && doings[button.dataset.do]) doings[button.dataset.do](button, button.closest("[data-path]") ? pathOf(button) : []);
  return undefined;
});

document.addEventListener("submit", (event) => { if (event.target.method !== "dialog") event.preventDefault(); });
if (!location.pathname.endsWith("/edit/") && matchMedia("(max-width: 68rem)").matches) document.querySelector(".files").open = false; // the form comes first
newFiles(take);

const publish = document.querySelector("[data-publish]");
if (publish) publish.addEventListener("submit", async function () {
  const button = publish.querySelector("button");
  button.disabled = true;
  status.textContent = "Publishing …";
  take(await post("publish", { sentence: document.getElementById("sentence").value }));
  button.disabled = false;
});

coloring(main);
dragging(main, async function (dragged, index) {
  if (dragged.dataset.address) take(await place(dragged, index));
  else change({ do: "move", path: pathOf(dragged), index });
});

document.addEventListener("keydown", function (event) {
  const adder = event.key === "Enter" && event.target.matches("input") && event.target.closest(".adder");
  if (adder) adder.querySelector("button").click();
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea")) return;
  if (event.key === "z") turn(event.shiftKey ? "redo" : "undo");
});
window.addEventListener("beforeunload", function (event) { if (isUnsaved()) event.preventDefault(); });

// A link waits until all is saved that can be; where something can't, the browser asks whether to leave it.
document.addEventListener("click", async function (event) {
  const link = event.target.closest("a[href]");
  if (!link || link.target || link.getAttribute("href").startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey || !isUnsaved()) return;
  event.preventDefault();
  if (pending) await new Promise((done) => setTimeout(done, 2 * PAUSE));
  await waiting;
  if (notAdded()) status.textContent = `“${notAdded().labels[0].textContent}” isn’t added yet: choose Add beside it.`;
  location.href = link.href;
});
if (frame) frame.addEventListener("load", () => { frame.title = `As readers see it: ${frame.contentDocument ? frame.contentDocument.title : ""}`; });

status.textContent = sessionStorage.getItem(SAID) || "";
sessionStorage.removeItem(SAID);

// What was typed before this script was there is sent as what is typed now.
for (const typed of main.querySelectorAll("textarea[data-do], input[data-do=set]")) {
  if (typed.value !== typed.defaultValue) typed.dispatchEvent(new Event("change", { bubbles: true }));
}
