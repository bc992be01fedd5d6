// How the answers on the page of a form go to files and come from them: saved, sent, put into Word, loaded.
function formFiles(form) {
  "use strict";

  const { said, kept, tools, base, question, say } = form;
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
      ...savedAnswers.content({ form: id, folder, occasion: occasion(), version: kept.version }, form.whole(), written, form.ownName()),
      handbook: savedAnswers.handbook(said.home) || undefined,
      language,
      saved: savedAnswers.today(),
      signed: form.signatures(),
    };
  }

  function fileName() {
    return [said.form, occasion(), "answers"].filter(Boolean).join("-");
  }

  function save() {
    const file = `${fileName()}.json`;
    savedAnswers.download(file, content());
    savedAnswers.warnBeforeLeaving(false);
    say(filled(said.saved, file));
  }

  async function send() {
    const more = await loaded();
    if (!more) return;
    const { done: sent } = await more.send(document.querySelector(".form-send"), form.ownName(), function (who) {
      savedAnswers.keepName(said.home, who);
      return [fileName(), content()];
    });
    if (!sent) return;
    savedAnswers.warnBeforeLeaving(false);
    say(sent);
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
    if (!more) return undefined;
    const { content, contents, from, refused } = await more.read(file, said, said);
    if (refused) return say(refused);
    if (from && !(await savedAnswers.agreed(question, filled(said.otherHandbook, from), tools.querySelector("[data-do=load]").textContent))) return undefined;
    return form.take(more, content, contents);
  }

  return { fileName, loaded, load, save, send, word };
}
