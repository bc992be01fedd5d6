// The page of a form that repeats: begins a copy, lists them by day, opens, dates and deletes one, saves and prints all.
(function () {
  "use strict";

  const part = document.querySelector(".copies");
  if (!part || !formAnswers) return;
  part.removeAttribute("data-room");
  const said = part.dataset;
  const form = formAnswers;
  if (!savedAnswers.works(form.said.home)) return; // nothing is kept, so there are no copies

  const { filled, mapOf } = savedAnswers;
  const { controls, questions, sorted, words } = formControls;
  const LONGEST_HINT = 60;
  const find = (name) => part.querySelector(`[data-copies=${name}]`);
  const place = part.querySelector("ul");
  const day = part.querySelector("[type=date]");
  const name = part.querySelector("[type=text]");
  const sheet = document.querySelector(".form");
  // What was deleted since the page was opened, the last at the end.
  const deleted = [];

  const copies = () => formOccasions.all(form.base, form.key());
  const opened = () => copies().find(({ key }) => key === form.key());
  const titled = (copy) => formOccasions.titled(copy) || said.first;
  const named = (copy) => (formOccasions.titled(copy) ? filled(said.open, formOccasions.titled(copy)) : said.first);
  const answersOf = ({ found }) => sorted(mapOf(found.answers), form.isOfToday(found)).fitting;

  // ------------------------------------------------------------------ showing

  // The first thing that someone wrote in a copy.
  function hint(copy) {
    const answers = answersOf(copy);
    const written = questions.filter(({ names: [name] }) => ["text", "textarea"].includes(controls.get(name)[0].type));
    const texts = written.filter(({ names: [name] }) => answers.get(name)).map((each) => words(each, answers));
    const [first = ""] = texts;
    return first.length > LONGEST_HINT ? `${first.slice(0, LONGEST_HINT)}…` : first;
  }

  const isDraft = ({ occasion }) => occasion.slice(0, 10) === savedAnswers.today();

  // A row stays the same element: it may be clicked just when what is written elsewhere changes the list.
  const rows = new Map();

  function row(copy) {
    const item = rows.get(copy.key) || begun(copy.key);
    const [link, draft, text] = item.children;
    link.href = `#on=${copy.occasion || "first"}`;
    link.textContent = titled(copy);
    if (copy.key === form.key()) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    draft.textContent = isDraft(copy) ? said.draft : "";
    text.textContent = hint(copy);
    return item;
  }

  function begun(key) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { dir: "auto" }), made(), made());
    rows.set(key, item);
    return item;
  }

  function list(shown) {
    const focused = document.activeElement;
    if (shown.length === place.children.length && shown.every((item, index) => item === place.children[index])) return;
    place.replaceChildren(...shown);
    if (place.contains(focused)) focused.focus();
  }

  const made = () => Object.assign(document.createElement("span"), { dir: "auto", className: "note" });

  function show() {
    const all = copies();
    const open = opened();
    list(all.map(row));
    part.classList.toggle("copies-unused", !savedAnswers.kept(form.key()) && all.length < 2);
    part.querySelector("summary").textContent = named(open);
    if (document.activeElement !== day) showDay();
    if (document.activeElement !== name) name.value = form.kept.name || "";
    paper.showHead(form.kept.name ? formOccasions.titled(open) : ""); // a day alone is not on the paper of one
    ["save", "print"].forEach((name) => { find(name).hidden = all.length < 2; });
    find("back").hidden = !deleted.length;
    if (deleted.length) find("back").textContent = filled(said.back, named(deleted.at(-1)));
    showLastTime(all[all.findIndex(({ key }) => key === form.key()) + 1]);
  }

  function showLastTime(copy) {
    lastTime.show(copy ? answersOf(copy) : new Map(), copy ? filled(said.last, titled(copy)) : "");
  }

  function showDay() {
    day.value = opened().occasion.slice(0, 10);
  }

  // ------------------------------------------------------------ opening and beginning

  function address() {
    const { occasion } = opened();
    return `${location.pathname}${location.search}#on=${occasion || "first"}`;
  }

  // Opens the copy with this key, and says so in the page's address; whether it could.
  function go(key, remember = "pushState") {
    if (!form.open(key)) return false;
    if (remember) history[remember](null, "", address());
    show();
    return true;
  }

  function follow() {
    const asked = formOccasions.inAddress();
    const key = asked && formOccasions.keyOf(form.base, asked);
    if (!key || key === form.key()) return;
    if (go(key, "")) form.say(named(opened()));
    else history.replaceState(null, "", address());
  }

  function first() {
    sheet.querySelector("[name]").focus();
  }

  // What is to stand apart from later copies gets the day on which it was written.
  function dateFirst() {
    const copy = copies().find(({ key }) => key === form.base);
    if (copy && copy.occasion) formOccasions.date(form.base, copy.occasion, form.base);
  }

  function begin() {
    if (!savedAnswers.kept(form.key())) return first(); // it is empty
    if (!form.isSafe()) return undefined;
    dateFirst();
    const occasion = formOccasions.free(form.base, savedAnswers.today());
    part.querySelector("details").open = false;
    go(`${form.base}@${occasion}`);
    form.say(filled(said.made, formOccasions.named(occasion)));
    return first();
  }

  // ---------------------------------------------------------------- dating, deleting

  let taking = false;

  // Browsers call it a change when one digit of a year is typed, so it counts once the reader goes on.
  async function takeDay() {
    if (taking) return;
    taking = true;
    await date();
    taking = false;
  }

  async function date() {
    const { occasion, key } = opened();
    if (!day.value || day.value === occasion.slice(0, 10) || !form.isSafe()) return showDay();
    const there = copies().find((each) => each.occasion === day.value);
    if (there) return (await together(there)) || showDay();
    const moved = formOccasions.date(key, day.value, form.base);
    if (!moved) return form.say(form.said.notKept);
    go(moved, "replaceState");
    return form.say(named(opened()));
  }

  // Two people may have begun on different days what is one meeting.
  async function together(there) {
    const copy = opened();
    const asked = filled(said.taken, formOccasions.named(there.occasion));
    const more = await form.loaded();
    if (!more || !(await savedAnswers.agreed(form.question, asked, said.join))) return false;
    go(there.key, "replaceState");
    const joined = await more.join(form, contentOf(copy));
    if (joined) forget(copy);
    else go(copy.key, "replaceState");
    show();
    return joined;
  }

  function takeName() {
    if (name.value.trim() === (form.kept.name || "")) return;
    form.rename(name.value);
    show();
    if (form.isSafe()) form.say(named(opened()));
  }

  function forget(copy) {
    const text = localStorage.getItem(copy.key);
    if (text !== null) deleted.push({ ...copy, text });
    savedAnswers.forget(copy.key);
  }

  async function remove() {
    const copy = opened();
    if (!form.isSafe()) return;
    if (!(await savedAnswers.agreed(form.question, filled(said.question, named(copy)), find("delete").textContent))) return;
    forget(copy);
    const [newest = { key: form.base }] = formOccasions.all(form.base);
    go(newest.key, "replaceState");
    form.say(filled(said.deleted, named(copy)));
    find("back").focus();
  }

  function bringBack() {
    const { key, text, occasion } = deleted.at(-1);
    if (!form.isSafe()) return;
    const isTaken = savedAnswers.kept(key);
    const to = isTaken ? `${form.base}@${formOccasions.free(form.base, occasion || savedAnswers.today())}` : key;
    try {
      localStorage.setItem(to, text);
    } catch {
      form.say(form.said.notKept);
      return;
    }
    deleted.pop();
    go(to, "replaceState");
    form.say(said.undone);
    part.querySelector("summary").focus();
  }

  // ---------------------------------------------------------------------- files

  // A file may have several copies: each joins the one of its day, or is added. Without a day it belongs to what is open.
  form.take = async function (more, _, contents) {
    const taken = [];
    for (const content of contents) {
      const known = formOccasions.isOccasion(content.occasion);
      const key = known ? formOccasions.keyOf(form.base, content.occasion) : contents.length > 1 ? form.base : form.key();
      if (key !== form.key() && !go(key, "replaceState")) return;
      if (await more.join(form, content)) taken.push(named(opened()));
    }
    show();
    if (contents.length > 1 && taken.length) form.say(filled(said.loaded, taken.join(", ")));
  };

  function contentOf({ found, occasion }) {
    const { form: id, folder, kept } = form.said;
    const answers = new Map([...mapOf(found.gone), ...mapOf(found.answers)]);
    const about = { form: id, folder, kept, occasion: occasion || undefined, name: found.name, version: found.version };
    return { ...savedAnswers.content(about, answers, mapOf(found.written), form.ownName()), signed: found.signed };
  }

  function save() {
    const file = `${form.said.form}-answers.json`;
    const forms = formOccasions.all(form.base).reverse().map(contentOf);
    const handbook = savedAnswers.handbook(form.said.home) || undefined;
    savedAnswers.download(file, { handbook, language: form.said.language, saved: savedAnswers.today(), forms });
    form.say(filled(form.said.saved, file));
  }

  // ------------------------------------------------------------------ beginning

  const paper = copiesOnPaper(form, { sheet, copies, named, answersOf });
  const actions = { new: begin, delete: remove, back: bringBack, save, print: paper.print };
  Object.entries(actions).forEach(([name, action]) => find(name).addEventListener("click", action));
  day.addEventListener("blur", takeDay);
  day.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    event.preventDefault(); // else it would answer what is asked now
    takeDay();
  });
  name.addEventListener("change", takeName);
  sheet.addEventListener("input", () => { if (part.classList.contains("copies-unused")) show(); });
  sheet.addEventListener("change", show);
  document.addEventListener("answers", () => queueMicrotask(show));
  window.addEventListener("hashchange", follow);
  document.querySelectorAll("a[hreflang]").forEach((link) => link.addEventListener("click", () => { link.hash = location.hash; }));
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", (event) => { if (event.persisted) show(); });

  part.hidden = false;
  show();
})();
