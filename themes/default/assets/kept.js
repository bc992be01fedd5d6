// Lists what this device keeps of the forms of a handbook; saves, loads and deletes it.
(function () {
  "use strict";

  const { filled, mapOf, place } = savedAnswers;
  const tools = document.querySelector(".kept-tools");
  const said = tools.dataset;
  const status = document.querySelector(".form-status");
  const list = document.querySelector(".kept-list");
  const question = document.querySelector(".form-question");
  const chooser = tools.querySelector("[type=file]");
  const [saveButton, loadButton, clearButton] = ["save", "load", "clear"].map((name) => tools.querySelector(`[data-do=${name}]`));
  const undoButton = document.querySelector("[data-do=undo]");
  // A form that the handbook has no longer is kept under such a name. Another handbook may lie within this one.
  const FORM = /^(?:programs\/[^/]+\/)?(agreements|checklists|worksheets)\/([^/]+)\/:[\w-]+(?:@[\d.-]+)?$/;

  // Each form with its key, and the row that shows it. Later come the copies of forms that repeat, as forms by themselves.
  const forms = [...list.children].map(function (row) {
    const { form, folder, kept, repeats } = row.dataset;
    const key = savedAnswers.key(said.home, row.dataset);
    return { form, folder, kept, repeats, title: row.querySelector("a").textContent, row, base: key, key };
  });
  let undo = null;

  function say(...sentences) {
    status.textContent = sentences.filter(Boolean).join(" ");
  }

  function names() {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  }

  function addFormer() {
    const known = new Set(forms.map(({ kept }) => kept));
    const others = names().filter((each) => each.startsWith(place(said.home))).map((each) => each.slice(place(said.home).length));
    const former = others.filter((kept) => FORM.test(kept)).map((kept) => kept.replace(/@.*/, "")).filter((kept) => !known.has(kept));
    new Set(former).forEach(function (kept) {
      if (!forms.length) return;
      const [, folder, form] = FORM.exec(kept);
      const key = `${place(said.home)}${kept}`;
      const added = { form, folder, kept, title: `${folder}/${form}`, base: key, key };
      added.row = rowLike(forms[0], kept, document.createElement("span"), added);
      list.append(added.row);
      forms.push(added);
    });
  }

  // The row of something that the page came without, shown by `name`.
  function rowLike({ row }, id, name, added) {
    const made = row.cloneNode(true);
    const button = made.querySelector("button");
    [name.id, button.id] = [`_form-${id}`, `_delete-${id}`];
    name.textContent = added.title;
    made.querySelector("div > :first-child").replaceWith(name);
    button.setAttribute("aria-labelledby", `${button.id} ${name.id}`);
    button.addEventListener("click", () => remove([added.key], added.title, button.textContent));
    return made;
  }

  // Copies of the forms: those that are new since this page looked last.
  function addCopies() {
    forms.filter(({ key, base }) => key === base).forEach(function (first) {
      const known = new Set(forms.map(({ key }) => key));
      formOccasions.all(first.base).filter(({ key }) => !known.has(key)).forEach(function (copy) {
        const { key, occasion } = copy;
        const title = `${first.title} · ${formOccasions.titled(copy)}`;
        const name = first.row.querySelector("div > :first-child").cloneNode();
        if (name.href) name.hash = `on=${occasion}`;
        const added = { ...first, title, occasion, key };
        added.row = rowLike(first, `${first.kept}@${occasion}`, name, added);
        first.row.after(added.row);
        forms.push(added);
      });
    });
  }

  function here() {
    return forms.filter(({ key }) => savedAnswers.kept(key));
  }

  function show() {
    addCopies();
    const found = here();
    forms.forEach(function (each) {
      const kept = savedAnswers.kept(each.key);
      const when = kept ? savedAnswers.signed({ at: typeof kept.changed === "string" ? kept.changed : "" }) : "";
      each.row.hidden = !kept;
      const own = kept && each.key === each.base && savedAnswers.nameOf(kept); // other copies have it in their title
      each.row.querySelector(".note").textContent = [own, when && filled(said.changed, when)].filter(Boolean).join(" · ");
    });
    list.hidden = !found.length;
    [saveButton, clearButton].forEach((button) => { button.hidden = !found.length; });
    return found.length;
  }

  // -------------------------------------------------------------------- files

  function content({ form, folder, kept, occasion, key }) {
    const found = savedAnswers.kept(key);
    const answers = new Map([...mapOf(found.gone), ...mapOf(found.answers)]);
    const about = { form, folder, kept, occasion: occasion || found.occasion, name: found.name, version: found.version };
    const made = savedAnswers.content(about, answers, mapOf(found.written), savedAnswers.ownName(said.home));
    return { ...made, signed: signedIn(found) };
  }

  function signedIn(found) {
    const signed = mapOf(found.signed);
    return signed.size ? Object.fromEntries(signed) : undefined;
  }

  function save() {
    const file = "answers.json";
    const language = document.documentElement.lang;
    const handbook = savedAnswers.handbook(said.home) || undefined;
    savedAnswers.download(file, { handbook, language, saved: savedAnswers.today(), forms: here().map(content) });
    say(filled(said.saved, file));
  }

  function isOf(found, form) {
    return found.form === form.form && (found.folder || form.folder) === form.folder;
  }

  // Where what a file has belongs: its form, and of one that repeats the copy of its day.
  function placeOf(content) {
    const own = forms.filter((form) => form.key === form.base && isOf(content, form));
    const form = own.find(({ kept }) => kept === content.kept) || own[0];
    if (!form || !form.repeats || !formOccasions.isOccasion(content.occasion)) return form;
    const key = formOccasions.keyOf(form.base, content.occasion);
    return { ...form, key, title: `${form.title} · ${formOccasions.titled({ found: content, occasion: content.occasion })}` };
  }

  // Fills forms that are empty here; says of the others where the reader can choose.
  async function load(file) {
    const isThere = await savedAnswers.more(said.more, () => handover).catch(() => null);
    if (!isThere) return say(said.notLoaded);
    const { found, refused } = await handover.readAny(file, said);
    if (refused) return say(refused);
    const from = handover.elsewhere(found, said.home);
    if (from && !(await savedAnswers.agreed(question, filled(said.otherHandbook, from), loadButton.textContent))) return undefined;
    const each = Array.isArray(found.forms) ? found.forms : [found];
    const loaded = each.map((content) => [content, placeOf(content)]);
    const keys = [...forms, ...loaded.map(([, form]) => form).filter(Boolean)].map(({ key }) => key);
    const before = new Map(keys.map((key) => [key, raw(key)]));
    const results = loaded.map(([content, form]) => [form ? form.title : content.form.slice(0, 80), form ? taken(content, form, found) : "leftOut"]);
    const told = ["loaded", "differs", "leftOut", "notKept"].map(function (result) {
      const titles = results.filter(([, each]) => each === result).map(([title]) => title);
      return titles.length ? filled(said[result], titles.join(", ")) : "";
    });
    say(...(told.some(Boolean) ? told : [said.nothingNew]));
    show();
    if (told[0]) offerUndo(before, loadButton);
    return undefined;
  }

  function taken(content, { key, base, repeats }, { saved }) {
    const kept = savedAnswers.kept(key);
    const answers = [...mapOf(content.answers)].filter(([, value]) => ["string", "boolean", "number"].includes(typeof value));
    const known = kept && mapOf(kept.answers);
    const isSigned = kept && [...mapOf(content.signed).keys()].every((signer) => mapOf(kept.signed).has(signer));
    if (known) return isSigned && answers.every(([name, value]) => known.get(name) === value || mapOf(kept.gone).get(name) === value) ? "" : "differs";
    const signatureOf = handover.signatures({ saved, ...content });
    const written = answers.map(([name]) => [name, signatureOf(name)]);
    const version = typeof content.version === "string" ? content.version : "";
    const occasion = repeats && key === base ? content.occasion : undefined;
    return write(key, JSON.stringify({
      version, occasion, name: savedAnswers.nameOf(content) || undefined, answers: Object.fromEntries(answers), gone: {}, written: Object.fromEntries(written), changed: savedAnswers.minute(),
      signed: signedIn(content),
    })) ? "loaded" : "notKept";
  }

  // ----------------------------------------------------------- deleting, undoing

  function raw(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function write(key, text) {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  }

  async function remove(keys, title, action) {
    if (!(await savedAnswers.agreed(question, filled(said.question, title), action))) return;
    const before = new Map(keys.map((key) => [key, raw(key)]));
    keys.forEach((key) => write(key, null));
    say(filled(said.deleted, title));
    show();
    offerUndo(before, saveButton);
    undoButton.focus();
  }

  function removeAll() {
    const own = names().filter((each) => each.startsWith(`${place(said.home)}:`) && each !== `${place(said.home)}:offline`);
    const found = here();
    return remove([...found.map(({ key }) => key), ...own], found.map(({ title }) => title).join(", "), clearButton.textContent);
  }

  // Puts back what was kept, but where something else came since.
  function offerUndo(before, button) {
    const after = new Map([...before.keys()].map((key) => [key, raw(key)]));
    undoButton.hidden = false;
    undo = function () {
      before.forEach((text, key) => { if (raw(key) === after.get(key)) write(key, text); });
      show();
      say(said.undone);
      (button.hidden ? loadButton : button).focus();
      undoButton.hidden = true;
    };
  }

  // ---------------------------------------------------------------- beginning

  forms.forEach(function ({ row, key, title }) {
    const button = row.querySelector("button");
    button.addEventListener("click", () => remove([key], title, button.textContent));
  });
  addFormer();
  saveButton.addEventListener("click", save);
  loadButton.addEventListener("click", () => chooser.click());
  clearButton.addEventListener("click", removeAll);
  undoButton.addEventListener("click", () => undo());
  question.querySelectorAll("[data-do]").forEach(function (button) {
    button.addEventListener("click", () => question.close(button.dataset.do));
  });
  chooser.addEventListener("change", function () {
    const [file] = chooser.files;
    if (file) load(file).finally(() => { chooser.value = ""; }); // so that the same file can be chosen again
  });
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", (event) => { if (event.persisted) show(); });

  document.querySelector(".form-plain").hidden = true;
  tools.hidden = false;
  if (!show()) say(savedAnswers.works(said.home) ? said.nothing : said.notKept);
})();
