// Checks a signed copy: tells of each signature in a file whether the file is what was signed. Nothing leaves the device.
(function () {
  "use strict";

  const { filled, mapOf, day } = savedAnswers;
  const tools = document.querySelector(".check-tools");
  const said = tools.dataset;
  const status = document.querySelector(".form-status");
  const results = document.querySelector(".check-results");
  const chooser = tools.querySelector("[type=file]");
  // The forms as this handbook has them today, those in the reader's language first.
  const forms = [...document.querySelectorAll(".check-forms > li")].map(function ({ dataset, firstElementChild: link }) {
    const words = Object.fromEntries(JSON.parse(dataset.words).map(([id, ...part]) => [id, part]));
    return { ...dataset, words, link };
  });

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter(Boolean));
    return made;
  }

  function list(sentences) {
    return element("ul", {}, ...sentences.map((text) => element("li", { textContent: text, dir: "auto" })));
  }

  // -------------------------------------------------------- what is said of a file

  // The form that a signature was given to, as it is today: where several are called so, that with the most of its words.
  function formOf(content, { language, words }) {
    const alike = forms.filter((each) => each.form === content.form && each.folder === (content.folder || each.folder));
    const same = (each) => Object.keys(words).filter((id) => each.words[id] && each.words[id][0] === words[id][0]).length;
    const inLanguage = alike.filter((each) => each.language === language);
    return [...(inLanguage.length ? inLanguage : alike)].sort((one, other) => same(other) - same(one))[0];
  }

  function labelOf(name, words) {
    const ids = Object.keys(words).filter((id) => name === id || name.startsWith(`${id}__`));
    const id = ids.sort((one, other) => other.length - one.length)[0];
    const rest = id === undefined ? name : name.slice(id.length + 2);
    return [id === undefined ? "" : words[id][1], rest.replace(/__/g, ", ").replace(/_/g, " ")].filter(Boolean).join(": ");
  }

  function inWords(value) {
    if (value === undefined || value === "" || value === false) return said.nothing;
    return value === true ? "✓" : String(value);
  }

  // What is answered in a file otherwise than when it was signed.
  function changes(content, { covers }) {
    const apart = new Set(covers.apart);
    const now = mapOf(content.answers);
    const names = signatures.answersChanged(covers.answers, now, (name) => apart.has(name));
    return names.map((name) => filled(said.answer, labelOf(name, covers.words), inWords(mapOf(covers.answers).get(name)), inWords(now.get(name))));
  }

  // How the form of today differs from the one that was signed.
  function since({ covers }, form) {
    if (!form) return [];
    const version = covers.version === form.version ? [] : [filled(said.version, covers.version || said.nothing, form.version || said.nothing)];
    const words = covers.language === form.language ? signatures.wordsChanged(covers.words, form.words) : [];
    return [...version, ...words.map(([how, label]) => filled(said[how], label))];
  }

  // ------------------------------------------------------------------- showing

  function titleOf(signer, { covers }) {
    return covers.party || signer.replace(/[_-]+/g, " ");
  }

  function signatureOf(signer, signature, sentences) {
    const text = filled(sentences.length ? said.changed : said.good, titleOf(signer, signature), signature.name, day(signature.day));
    const drawn = signature.drawn && signatures.picture(signature.drawn, filled(said.drawn, signature.name));
    return element("div", { className: `check-signature alert ${sentences.length ? "alert-warning" : "alert-tip"}` },
      element("p", { textContent: text, dir: "auto" }), sentences.length ? list(sentences) : null, drawn || null);
  }

  async function resultOf(content) {
    const signed = new Map([...signatures.read(content.signed)].filter(([, each]) => each.covers));
    const found = new Map([...signed].map(([signer, each]) => [signer, changes(content, each)]));
    const [first] = signed.values();
    const form = formOf(content, first.covers);
    const made = document.querySelector(".check-form").content.firstElementChild.cloneNode(true);
    made.querySelector("h2").replaceChildren(...headingOf(content, form, first));
    made.querySelector(".check-signatures").replaceChildren(...[...signed].map(([signer, each]) => signatureOf(signer, each, found.get(signer))));
    const news = [...new Set([...signed.values()].flatMap((each) => since(each, form)))];
    made.querySelector(".check-today p").textContent = todayOf(content, form, news);
    made.querySelector(".check-today ul").replaceWith(list(news));
    const holds = [...found.values()].every((sentences) => !sentences.length);
    const place = made.querySelector(".form-seal");
    if (holds) place.querySelector("b").textContent = await signatures.seal(content.form, content.folder, mapOf(content.answers), signed);
    else place.textContent = said.noSeal;
    return made;
  }

  function headingOf(content, form, { covers }) {
    const title = form ? form.link.cloneNode(true) : content.form.slice(0, 80);
    return covers.version ? [title, ` · ${filled(said.versionOf, covers.version)}`] : [title];
  }

  function todayOf(content, form, news) {
    if (!form) return filled(said.leftOut, content.form.slice(0, 80));
    return news.length ? said.today : said.same;
  }

  async function check(file) {
    results.replaceChildren();
    status.textContent = "";
    if (!(await loaded())) return said.notLoaded;
    const { found, refused } = await handover.readAny(file, said);
    if (refused) return refused;
    const contents = Array.isArray(found.forms) ? found.forms : [found];
    const signed = contents.filter((each) => [...signatures.read(each.signed).values()].some(({ covers }) => covers));
    if (!signed.length) return filled(said.none, file.name);
    const made = await Promise.all(signed.map(resultOf));
    results.replaceChildren(...made);
    const from = handover.elsewhere(found, said.home);
    return [file.name, from ? filled(said.otherHandbook, from) : ""].filter(Boolean).join(" · ");
  }

  function loaded() {
    return savedAnswers.more(said.scripts, () => true).catch(() => false);
  }

  // ---------------------------------------------------------------- beginning

  tools.querySelector("[data-do=choose]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async function () {
    const [file] = chooser.files;
    if (!file) return;
    status.textContent = await check(file).finally(() => { chooser.value = ""; }); // so that the same file can be chosen again
  });

  document.querySelector(".form-plain").hidden = true;
  if (window.crypto && crypto.subtle) tools.hidden = false;
  else status.textContent = said.cannot;
})();
