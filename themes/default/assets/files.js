// How the answers on the page of a form go to files and come from them: saved, sent, put into Word, loaded.
function formFiles(form) {
  "use strict";

  const { said, kept, base, say } = form;
  const { filled } = savedAnswers;
  const { changed } = formControls;

  // The occasion of the copy that is shown, where it has one: a first copy needs none.
  function occasion() {
    return kept.occasion || form.key().slice(base.length + 1) || undefined;
  }

  function content() {
    const { form: id, folder, language } = said;
    const written = new Map([...changed().keys()].map((name) => [name, kept.written.get(name) || { by: null }]));
    return {
      ...savedAnswers.content({ form: id, folder, occasion: occasion(), name: kept.name, version: kept.version }, form.whole(), written, form.ownName()),
      handbook: savedAnswers.handbook(said.home) || undefined,
      language,
      saved: savedAnswers.today(),
      signed: form.signatures(),
    };
  }

  function fileName() {
    const name = (kept.name || "").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    return [said.form, occasion(), name, "answers"].filter(Boolean).join("-");
  }

  function save() {
    const file = `${fileName()}.json`;
    savedAnswers.download(file, content());
    savedAnswers.warnBeforeLeaving(false);
    say(filled(said.saved, file));
  }

  async function send() {
    const more = await loaded();
    if (more) await more.send(form);
  }

  async function loaded(urls = said.more, found = () => handover) {
    try {
      return await savedAnswers.more(urls, found);
    } catch {
      say(said.notLoaded);
      return null;
    }
  }

  async function word({ target }) {
    const { zip, word: script } = target.dataset;
    try {
      await savedAnswers.more(zip, () => zipFile);
      await (await savedAnswers.more(script, () => wordFile)).give(form, target.dataset);
    } catch {
      say(said.notLoaded);
    }
  }

  async function load(file) {
    const more = await loaded();
    if (more) await more.load(form, file);
  }

  return { fileName, content, loaded, load, save, send, word };
}
