// Keeps what is typed into a form on this device, and in files that the reader saves and loads.
const formAnswers = (function () {
  "use strict";

  const tools = document.querySelector(".form-tools");
  if (!tools) return null;
  const said = tools.dataset;
  const status = document.querySelector(".form-status");
  const older = document.querySelector(".form-older");
  const question = document.querySelector(".form-question");
  const compareButton = document.querySelector("[data-do=compare]") || document.createElement("button");
  const chooser = tools.querySelector("[type=file]");
  const { mapOf, isObject } = savedAnswers;
  const { controls, questions, initials, current, changed, put, sorted, renamed, fill } = formControls;

  const base = savedAnswers.key(said.home, said);
  // Of a form that repeats, one copy is shown at a time, each kept under a key of its own: see occasions.js.
  let key = said.repeats ? formOccasions.begin(base) : base;

  // `version` is the one in which the answers were written, and `gone` are those that have no field in this one. `written`
  // has who wrote each and when, where `by` is null for whoever has this device. `elsewhere` is what another tab says.
  // `signed` are signatures, as signing.js reads them.
  const kept = { version: said.version, gone: new Map(), written: new Map(), elsewhere: new Map(), signed: new Map() };
  // The answers as the storage had them when this tab last looked.
  let stored = new Map();
  // Whether what was typed last is on this page alone.
  let unkept = false;
  // Whether what is said stays while the reader goes on.
  let lasting = false;

  function say(text, stays = false) {
    lasting = stays;
    if (status.textContent !== text) status.textContent = text;
  }

  // ---------------------------------------------------------- kept on the device

  // What the reader types: other tabs first, so that it takes nothing from them.
  function typed() {
    if (!lasting) say("");
    const found = savedAnswers.kept(key);
    if (found) takeIn(found);
    changed().forEach(function (value, name) {
      if (value !== stored.get(name)) kept.written.set(name, { by: null, at: savedAnswers.minute() });
    });
    keep();
    savedAnswers.askToPersist();
  }

  // What was signed stays as it stood, defaults too.
  function toKeep() {
    const isSigned = [...kept.signed.values()].some((each) => isObject(each) && each.covers);
    return isSigned ? new Map([...filledIn(), ...changed()]) : changed();
  }

  function keep(when = savedAnswers.minute()) {
    const answers = toKeep();
    const empty = !answers.size && !kept.gone.size && !kept.signed.size && !kept.name;
    if (empty) kept.version = said.version;
    try {
      if (empty) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ version: kept.version, ...plain(answers), changed: when }));
      stored = changed();
      unkept = false;
      savedAnswers.warnBeforeLeaving(kept.elsewhere.size > 0, !empty);
    } catch {
      unkept = !empty;
      say(said.notKept, true); // the storage is shut, or full
      savedAnswers.warnBeforeLeaving(!empty);
    }
  }

  function plain(answers) {
    const signed = [...kept.written].filter(([name]) => answers.has(name));
    return {
      occasion: kept.occasion, name: kept.name, answers: Object.fromEntries(answers), gone: Object.fromEntries(kept.gone), written: Object.fromEntries(signed),
      signed: signatures(),
    };
  }

  function signatures() {
    return kept.signed.size ? Object.fromEntries(kept.signed) : undefined;
  }

  // Whether answers were written in the version of the form that is shown.
  function isOfToday(found) {
    return Boolean(found.version) && found.version === said.version;
  }

  function restore() {
    const found = savedAnswers.kept(key) || { version: said.version };
    const known = mapOf(found.gone);
    kept.version = typeof found.version === "string" ? found.version : "";
    [kept.occasion, kept.name] = [found.occasion, savedAnswers.nameOf(found) || undefined];
    const now = new Map([...renamed(known), ...renamed(mapOf(found.answers), isOfToday(found))]);
    const { fitting, left } = sorted(now);
    kept.gone = left;
    kept.written = new Map([...renamed(mapOf(found.written), isOfToday(found))].filter(([, each]) => isObject(each)));
    kept.signed = mapOf(found.signed);
    fill(fitting);
    stored = changed();
    if ([...known.keys(), ...mapOf(found.answers).keys()].some((name) => !now.has(name))) keep();
    const news = [...kept.gone.keys()].some((name) => !known.has(name));
    older.hidden = true;
    if (kept.version !== said.version || news) warn();
  }

  // Takes in what another tab wrote since this one last looked, field by field. Where both wrote, what is typed here
  // stays, and the reader can choose.
  function takeIn(found) {
    const fitting = sorted(mapOf(found.answers), isOfToday(found)).fitting;
    const theirs = new Map([...fitting].filter(([name, value]) => value !== initials.get(name)));
    const isSigned = (found.answers || stored.size) && JSON.stringify(found.signed) !== JSON.stringify(signatures());
    if (isSigned) kept.signed = mapOf(found.signed);
    const writers = mapOf(found.written);
    [kept.occasion, kept.name] = [found.occasion, savedAnswers.nameOf(found) || undefined];
    const now = changed();
    const news = [...controls.keys()].filter((name) => theirs.get(name) !== stored.get(name));
    news.filter((name) => theirs.get(name) !== now.get(name)).forEach(function (name) {
      if (now.get(name) === stored.get(name)) {
        put(controls.get(name), theirs.has(name) ? theirs.get(name) : initials.get(name));
        if (isObject(writers.get(name))) kept.written.set(name, writers.get(name));
      } else if (theirs.has(name)) {
        kept.elsewhere.set(name, theirs.get(name));
      }
    });
    stored = theirs;
    if (isSigned && signing) signing.show();
    if (news.length || isSigned) document.dispatchEvent(new Event("answers"));
    compareButton.hidden = !kept.elsewhere.size;
    if (kept.elsewhere.size) say(said.differs, true);
  }

  // What happened elsewhere while this page was open, or asleep.
  function catchUp() {
    const found = savedAnswers.kept(key);
    kept.gone = mapOf(found && found.gone);
    if (found && typeof found.version === "string") kept.version = found.version;
    takeIn(found || {});
    showAge();
  }

  const warn = () => savedAnswers.warnOfAge(older, kept, said);

  function showAge() {
    older.hidden = true;
    if (kept.version !== said.version) warn();
  }

  // Calls the copy that is shown otherwise; its day stays, which a first copy has of its last change.
  function rename(name) {
    const found = savedAnswers.kept(key);
    if (found) takeIn(found);
    kept.name = savedAnswers.nameOf({ name }) || undefined;
    keep(found ? found.changed : undefined);
  }

  const ownName = () => savedAnswers.ownName(said.home);

  // Whatever is filled in, and the defaults that were emptied.
  function whole() {
    return new Map([...kept.gone, ...filledIn(), ...changed()]);
  }

  function filledIn() {
    return [...current()].filter(([, now]) => now !== "" && now !== false);
  }

  // ------------------------------------------------------------------ clearing

  function state() {
    return { version: kept.version, gone: new Map(kept.gone), written: new Map(kept.written), signed: new Map(kept.signed), answers: current() };
  }

  async function clear() {
    const button = tools.querySelector("[data-do=clear]");
    if (!(await savedAnswers.agreed(question, said.clearQuestion, button.textContent))) return;
    const before = state();
    fill(new Map());
    kept.gone = new Map();
    kept.written = new Map();
    kept.signed = new Map();
    older.hidden = true;
    undoing.finish(before, button);
    say(said.cleared);
  }

  // ------------------------------------------------------------------- beginning

  // Whether nothing on the page is here alone; says so where something is.
  function isSafe() {
    if (!unkept && !kept.elsewhere.size) return true;
    say(unkept ? said.notKept : said.differs);
    return false;
  }

  // Shows another copy, where that is safe.
  function open(other) {
    if (!isSafe()) return false;
    key = other;
    restore();
    if (signing) signing.show();
    undoing.show();
    return true;
  }

  // What other scripts work with: handover.js, and copies.js, which takes what is loaded to where it belongs.
  const form = {
    said, kept, tools, base, question, state, keep, say, showAge, ownName, isOfToday, isSafe, open, whole, signatures, agree, rename,
    key: () => key,
    take: (more, content) => more.join(form, content),
  };
  const { loaded, load, save, send, word } = Object.assign(form, formFiles(form));
  const undoing = formUndo(form);
  // Only a form that someone signs has what it is signed with.
  const signing = document.querySelector(".form-sign") ? formSigning(form) : null;

  function agree() {
    kept.version = said.version;
    older.hidden = true;
  }

  function acknowledge() {
    agree();
    keep();
    tools.querySelector("[data-do=send]").focus();
  }

  const actions = {
    save,
    send,
    word,
    clear,
    undo: undoing.undo,
    sign: (event) => signing.sign(event),
    initial: (event) => signing.initial(event),
    compare: async () => { const more = await loaded(); if (more) await more.compare(form); },
    print: () => window.print(),
    load: () => chooser.click(),
    keep: acknowledge,
    cancel: (event) => event.target.closest("dialog").close("cancel"),
    confirm: (event) => event.target.closest("dialog").close("confirm"),
  };
  document.querySelectorAll("[data-do]").forEach(function (button) {
    button.addEventListener("click", actions[button.dataset.do]);
  });
  chooser.addEventListener("change", function () {
    const [file] = chooser.files;
    if (file) load(file).finally(() => { chooser.value = ""; }); // so that the same file can be chosen again
  });
  document.querySelector(".form").addEventListener("input", typed);

  // Another tab with this form, or a page that the browser brings back, may be behind what is kept.
  window.addEventListener("storage", (event) => { if (event.key === key || event.key === null) catchUp(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) catchUp(); });

  document.querySelector(".form-plain").hidden = true;
  tools.hidden = false;
  restore();
  if (signing) signing.begin();
  savedAnswers.sayHowLong(tools, (text) => say(text, true));
  if (location.hash.startsWith("#answers=")) loaded().then((more) => more && more.takeFromLink(form));
  return form;
})();
