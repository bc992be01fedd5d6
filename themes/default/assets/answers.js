// Keeps what is typed into a form on this device, and in files that the reader saves and loads.
(function () {
  "use strict";

  const tools = document.querySelector(".form-tools");
  if (!tools) return;
  const said = tools.dataset;
  const status = document.querySelector(".form-status");
  const older = document.querySelector(".form-older");
  const question = document.querySelector(".form-question");
  const undoButton = document.querySelector("[data-do=undo]") || document.createElement("button");
  const compareButton = document.querySelector("[data-do=compare]") || document.createElement("button");
  const chooser = tools.querySelector("[type=file]");
  const { filled, mapOf, isObject } = savedAnswers;
  const { controls, questions, initials, current, changed, put, sorted, renamed, fill } = formControls;

  const key = savedAnswers.key(said.home, said);
  const whose = `${savedAnswers.place(said.home)}:name`;

  // `version` is the one in which the answers were written, and `gone` are those that have no field in this one. `written`
  // has who wrote each and when, where `by` is null for whoever has this device. `elsewhere` is what another tab says.
  const kept = { version: said.version, gone: new Map(), written: new Map(), elsewhere: new Map() };
  // The answers as the storage had them when this tab last looked.
  let stored = new Map();
  // What Undo puts back.
  let done = null;

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  // ---------------------------------------------------------- kept on the device

  // What the reader types: other tabs first, so that it takes nothing from them.
  function typed() {
    const found = savedAnswers.kept(key);
    if (found) takeIn(found);
    changed().forEach(function (value, name) {
      if (value !== stored.get(name)) kept.written.set(name, { by: null, at: savedAnswers.minute() });
    });
    keep();
    savedAnswers.askToPersist();
  }

  function keep() {
    const answers = changed();
    const empty = !answers.size && !kept.gone.size;
    if (empty) kept.version = said.version;
    try {
      if (empty) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ version: kept.version, ...plain(answers), changed: savedAnswers.minute() }));
      stored = answers;
      savedAnswers.warnBeforeLeaving(kept.elsewhere.size > 0);
    } catch {
      say(said.notKept); // the storage is shut, or full
      savedAnswers.warnBeforeLeaving(!empty);
    }
  }

  function plain(answers) {
    const signed = [...kept.written].filter(([name]) => answers.has(name));
    return {
      answers: Object.fromEntries(answers), gone: Object.fromEntries(kept.gone), written: Object.fromEntries(signed),
    };
  }

  // Whether answers were written in the version of the form that is shown.
  function isOfToday(found) {
    return Boolean(found.version) && found.version === said.version;
  }

  function restore() {
    const found = savedAnswers.kept(key) || { version: said.version };
    const known = mapOf(found.gone);
    kept.version = typeof found.version === "string" ? found.version : "";
    const now = new Map([...renamed(known), ...renamed(mapOf(found.answers), isOfToday(found))]);
    const { fitting, left } = sorted(now);
    kept.gone = left;
    kept.written = new Map([...renamed(mapOf(found.written), isOfToday(found))].filter(([, each]) => isObject(each)));
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
    const theirs = sorted(mapOf(found.answers), isOfToday(found)).fitting;
    const signatures = mapOf(found.written);
    const now = changed();
    const news = [...controls.keys()].filter((name) => theirs.get(name) !== stored.get(name));
    news.filter((name) => theirs.get(name) !== now.get(name)).forEach(function (name) {
      if (now.get(name) === stored.get(name)) {
        put(controls.get(name), theirs.has(name) ? theirs.get(name) : initials.get(name));
        if (isObject(signatures.get(name))) kept.written.set(name, signatures.get(name));
      } else if (theirs.has(name)) {
        kept.elsewhere.set(name, theirs.get(name));
      }
    });
    stored = theirs;
    if (news.length) document.dispatchEvent(new Event("answers"));
    compareButton.hidden = !kept.elsewhere.size;
    if (kept.elsewhere.size) say(said.differs);
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

  // -------------------------------------------------------------- kept in a file

  function ownName() {
    try {
      return localStorage.getItem(whose) || "";
    } catch {
      return "";
    }
  }

  // Whatever is filled in, and the defaults that were emptied.
  function whole() {
    const filledIn = [...current()].filter(([, now]) => now !== "" && now !== false);
    return new Map([...kept.gone, ...filledIn, ...changed()]);
  }

  function content() {
    const answers = whole();
    const own = ownName();
    const signed = [...answers.keys()].filter((each) => changed().has(each)).map(function (each) {
      const { by, at } = kept.written.get(each) || { by: null };
      return [each, { by: by === null ? own : by, at }];
    });
    return {
      form: said.form,
      folder: said.folder,
      handbook: savedAnswers.handbook(said.home) || undefined,
      version: kept.version || null,
      language: said.language,
      saved: savedAnswers.today(),
      answers: Object.fromEntries(answers),
      written: Object.fromEntries(signed.filter(([, { by, at }]) => by || at)),
    };
  }

  function save() {
    const file = `${said.form}-answers.json`;
    savedAnswers.download(file, content());
    savedAnswers.warnBeforeLeaving(false);
    say(filled(said.saved, file));
  }

  async function send() {
    const more = await loaded();
    if (!more) return;
    const { done: sent } = await more.send(document.querySelector(".form-send"), ownName(), function (who) {
      try {
        if (who) localStorage.setItem(whose, who);
        else localStorage.removeItem(whose);
      } catch { /* The file has the name all the same. */ }
      return [`${said.form}-answers`, content()];
    });
    if (!sent) return;
    savedAnswers.warnBeforeLeaving(false);
    say(sent);
  }

  async function loaded() {
    try {
      return await savedAnswers.more(said.more);
    } catch {
      say(said.notLoaded);
      return null;
    }
  }

  async function load(file) {
    const more = await loaded();
    if (!more) return undefined;
    const { content, from, refused } = await more.read(file, said, said);
    if (refused) return say(refused);
    if (from && !(await savedAnswers.agreed(question, filled(said.otherHandbook, from), tools.querySelector("[data-do=load]").textContent))) return undefined;
    return more.join(form, content);
  }

  // ------------------------------------------------------------------- undoing

  function state() {
    return { version: kept.version, gone: new Map(kept.gone), written: new Map(kept.written), answers: current() };
  }

  // Ends what can be undone until the page is left; `button` gets the keyboard back then.
  function finish(before, button) {
    document.dispatchEvent(new Event("answers"));
    keep();
    done = { before, after: current(), button };
    undoButton.hidden = false;
  }

  // Puts back what was there before. What was typed since then stays; where something stood there, the reader chooses.
  async function undo() {
    const { before, after, button } = done;
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
    untouched.forEach((each) => answerAs(each, before.answers, signatureOf));
    if (more) more.settle(form, differing, chosen, before.answers, signatureOf);
    showAge();
    document.dispatchEvent(new Event("answers"));
    keep();
    done = null;
    say(said.undone);
    button.focus();
    undoButton.hidden = true;
  }

  // Answers a question as `values` have it.
  function answerAs({ names }, values, signatureOf) {
    names.forEach(function (name) {
      put(controls.get(name), values.has(name) ? values.get(name) : initials.get(name));
      kept.written.set(name, signatureOf(name));
    });
  }

  async function clear() {
    const button = tools.querySelector("[data-do=clear]");
    if (!(await savedAnswers.agreed(question, said.clearQuestion, button.textContent))) return;
    const before = state();
    fill(new Map());
    kept.gone = new Map();
    kept.written = new Map();
    older.hidden = true;
    finish(before, button);
    say(said.cleared);
  }

  // ------------------------------------------------------------------- beginning

  // What handover.js works with.
  const form = { said, kept, tools, state, finish, answerAs, say, showAge, ownName, isOfToday };

  function acknowledge() {
    kept.version = said.version;
    older.hidden = true;
    keep();
    tools.querySelector("button").focus();
  }

  const actions = {
    save,
    send,
    clear,
    undo,
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
  savedAnswers.sayHowLong(tools, say);
})();
