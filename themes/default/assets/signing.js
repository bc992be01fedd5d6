// Loaded when it is needed: signs a form on screen, shows who signed, and says of each signature whether it holds.
const signing = (function () {
  "use strict";

  const { filled, mapOf, day: dayWords } = savedAnswers;
  const { controls, questions, put, current } = formControls;
  const dialog = document.querySelector(".form-sign");
  const said = dialog.dataset;
  const words = Object.fromEntries(JSON.parse(said.words).map(([id, ...part]) => [id, part]));
  const others = JSON.parse(said.others);
  const blocks = [...document.querySelectorAll(".signature[data-signer]")];
  const sealed = document.querySelector(".form-seal");
  // What was read of a signature, by the object that it is kept as.
  const known = new WeakMap();
  let form = null;
  let turn = 0;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter(Boolean));
    return made;
  }

  function titleOf(signer) {
    const block = blocks.find((each) => each.dataset.signer === signer);
    return block ? block.querySelector("legend").textContent.trim() : signer;
  }

  // The controls in which a signer signs: the name, the signature, the day.
  function namesOf(signer) {
    return [`signature__${signer}__name`, `signature__${signer}`, `signature__${signer}__date`].filter((name) => controls.has(name));
  }

  // ------------------------------------------------------------ what is signed

  function all() {
    const found = signatures.read(Object.fromEntries(form.kept.signed));
    found.forEach(function (value, signer) {
      const raw = form.kept.signed.get(signer);
      if (!known.has(raw)) known.set(raw, value);
    });
    return new Map([...found.keys()].map((signer) => [signer, known.get(form.kept.signed.get(signer))]));
  }

  function whole() {
    return new Map([...all()].filter(([, each]) => each.covers));
  }

  // Whether an answer is what someone else does to sign.
  function isOthers(name, signer) {
    const [{ dataset }] = controls.get(name) || [{ dataset: {} }];
    return dataset.signer !== undefined && dataset.signer !== signer;
  }

  function covers(signer) {
    const names = [...controls.keys()].filter((name) => isOthers(name, signer));
    const answers = [...signatures.given(current())].filter(([name]) => !names.includes(name));
    return {
      version: form.said.version, language: form.said.language, party: titleOf(signer), words, answers: Object.fromEntries(answers), apart: names,
    };
  }

  // ------------------------------------------------------------- what changed

  async function changes(signer, { covers: signed }) {
    const none = said.nothing;
    const found = [];
    if (signed.version !== form.said.version) found.push(filled(said.version, signed.version || none, form.said.version || none));
    found.push(...await wordsOf(signed));
    const { sentences, names } = answersOf(signer, signed);
    return { sentences: [...found, ...sentences], names };
  }

  async function wordsOf(signed) {
    if (signed.language === form.said.language) {
      return signatures.wordsChanged(signed.words, words).map(([how, label]) => filled(said[how], label));
    }
    if (!signatures.canDigest()) return [said.cannot];
    const same = others[signed.language] === await signatures.digestOfAll(signed.words);
    return same ? [] : [filled(said.otherLanguage, languageOf(signed.language))];
  }

  function languageOf(code) {
    try {
      return new Intl.DisplayNames(document.documentElement.lang, { type: "language" }).of(code) || code;
    } catch {
      return code; // it is no code of a language
    }
  }

  // What is answered otherwise now, in words; and the names of what can be put back.
  function answersOf(signer, signed) {
    const { fitting, left } = formControls.sorted(mapOf(signed.answers));
    const now = current();
    const before = new Map([...fitting, ...left]);
    const names = signatures.answersChanged(Object.fromEntries(before), now, (name) => isOthers(name, signer));
    const changed = questions.filter((question) => question.names.some((name) => names.includes(name)));
    const sentences = changed.map(function (question) {
      const then = new Map(question.names.map((name) => [name, fitting.has(name) ? fitting.get(name) : empty(name)]));
      return filled(said.answer, formControls.label(question), formControls.words(question, then) || said.nothing,
        formControls.words(question, now) || said.nothing);
    });
    left.forEach((value, name) => sentences.push(filled(said.answer, name, value === true ? "✓" : value, said.nothing)));
    return { sentences, names: names.filter((name) => controls.has(name) && !left.has(name)) };
  }

  function empty(name) {
    return controls.get(name)[0].type === "checkbox" ? false : "";
  }

  // ------------------------------------------------------------------- showing

  async function show() {
    const mine = ++turn;
    const signed = whole();
    const results = new Map();
    for (const [signer, each] of signed) results.set(signer, await changes(signer, each));
    const holds = [...results.values()].every(({ sentences }) => !sentences.length);
    const seal = signed.size && holds && signatures.canDigest() ? await signatures.seal(form.said.form, form.said.folder, form.whole(), signed) : "";
    if (mine !== turn) return; // something was typed meanwhile
    blocks.forEach((block) => showBlock(block, signed.get(block.dataset.signer), results.get(block.dataset.signer)));
    sealed.hidden = !seal;
    sealed.querySelector("b").textContent = seal;
    shortSignatures.show();
  }

  function showBlock(block, signature, result) {
    const { signer } = block.dataset;
    const place = block.querySelector(".signed");
    const mark = block.querySelector(".signed-mark");
    const isVoid = Boolean(result && result.sentences.length);
    if (signature) block.dataset.signed = isVoid ? "void" : "holds";
    else delete block.dataset.signed;
    block.querySelector("[data-do=sign]").textContent = signature ? said.again : said.here;
    block.querySelector("[data-do=sign]").hidden = Boolean(signature) && !isVoid;
    mark.replaceChildren(...(signature ? [markOf(signature)] : []));
    place.hidden = !signature;
    place.querySelector("[role=status]").textContent = signature ? stateOf(signature, isVoid) : "";
    place.querySelector("ul").replaceChildren(...(result ? result.sentences : []).map((text) => element("li", { textContent: text, dir: "auto" })));
    place.querySelector("[data-sign=back]").hidden = !isVoid || !result.names.length;
    place.querySelector("[data-sign=back]").onclick = () => putBack(signer, result.names);
    place.querySelector("[data-sign=remove]").onclick = () => remove(signer);
  }

  function markOf({ drawn, name }) {
    return drawn ? signatures.picture(drawn, filled(said.drawn, name)) : element("span", { textContent: name, dir: "auto" });
  }

  function stateOf({ day, name }, isVoid) {
    return filled(isVoid ? said.void : said.holds, name, dayWords(day));
  }

  // ------------------------------------------------------------------- signing

  // Asks for name, day and a drawing, and signs.
  async function sign(signer, button) {
    const [name, signature, date] = namesOf(signer).map((each) => controls.get(each));
    const before = all().get(signer) || {};
    const taken = [...whole()].some(([other, each]) => other !== signer && each.name === form.ownName());
    const answer = await pad.ask(dialog, {
      title: filled(said.title, titleOf(signer)),
      name: name[0].value || signature[0].value || before.name || (taken ? "" : form.ownName()),
      day: savedAnswers.today(),
      drawn: before.drawn || "",
    });
    if (!answer) return;
    const state = form.state();
    put(name, answer.name);
    put(signature, answer.name);
    put(date, answer.day);
    written(namesOf(signer));
    const { initials: short } = before;
    const kept = { ...(short ? { initials: short } : {}), name: answer.name, day: answer.day, drawn: answer.drawn, at: savedAnswers.minute(), covers: covers(signer) };
    form.kept.signed.set(signer, kept);
    form.agree();
    form.finish(state, button);
    form.say(filled(said.done, titleOf(signer)));
    await show(); // the button is hidden by it
    button.closest(".signature").querySelector(".signed p").focus();
  }

  function written(names) {
    names.forEach((each) => form.kept.written.set(each, { by: null, at: savedAnswers.minute() }));
  }

  function putBack(signer, names) {
    const state = form.state();
    const { fitting } = formControls.sorted(mapOf(whole().get(signer).covers.answers));
    names.forEach((name) => put(controls.get(name), fitting.has(name) ? fitting.get(name) : empty(name)));
    written(names);
    finish(signer, state, said.putBack);
  }

  function remove(signer) {
    const state = form.state();
    const { initials: short } = all().get(signer);
    if (short) form.kept.signed.set(signer, { initials: short });
    else form.kept.signed.delete(signer);
    namesOf(signer).slice(1).forEach((name) => put(controls.get(name), ""));
    finish(signer, state, said.removed);
  }

  function finish(signer, state, text) {
    const button = blocks.find((each) => each.dataset.signer === signer).querySelector("[data-do=sign]");
    form.finish(state, button);
    form.say(text);
    document.querySelector("[data-do=undo]").focus();
  }

  // ------------------------------------------------------------------- joining

  // Takes over the signatures of a file, of two by the same the later one; gives what is to be said of it.
  function join(content) {
    const titles = [];
    signatures.read(content.signed).forEach(function (theirs, signer) {
      const mine = all().get(signer) || {};
      const newer = theirs.covers && (!mine.covers || theirs.at > mine.at) ? theirs : mine;
      const short = theirs.initials || mine.initials;
      form.kept.signed.set(signer, { ...newer, ...(short ? { initials: short } : {}) });
      if (newer !== theirs) return;
      titles.push(titleOf(signer));
      form.answerAs({ names: namesOf(signer) }, mapOf(theirs.covers.answers), () => ({ by: theirs.name, at: theirs.at }));
    });
    return titles.length ? filled(said.done, titles.join(", ")) : "";
  }

  // The names that a signature decides: here, or in a file.
  function decided(content) {
    const signers = [...signatures.read(content.signed), ...all()].filter(([, each]) => each.covers);
    return new Set(signers.flatMap(([signer]) => namesOf(signer)));
  }

  function begin(made) {
    if (form) return;
    form = made;
    document.querySelector(".form").addEventListener("input", show);
    document.addEventListener("answers", show);
    show();
  }

  return {
    begin, show, sign, join, decided, all, titleOf, written, form: () => form, signers: () => blocks.map((block) => block.dataset.signer),
  };
})();
