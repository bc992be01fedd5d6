// Loaded when it is needed: reads a file, joins the answers of two people, lets choose between them, and hands a file over.
const handover = (function () {
  "use strict";

  const { filled, isObject, mapOf } = savedAnswers;
  const BIGGEST_FILE = 1000000;
  const MOST_ANSWERS = 5000;
  const LONGEST_WHO = 80;
  const MOST_NAMED = 10;
  const LONGEST_NAMED = 80;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter(Boolean));
    return made;
  }

  // ------------------------------------------------------------------ choosing

  // Shows both answers to each question: `{ label, here, other, both, chosen }`, where an answer is `{ text, signed }`.
  // Gives for each "here", "other" or "both"; nothing where the reader left.
  function ask(dialog, questions, other) {
    const said = dialog.dataset;
    dialog.querySelector(".join-fields").replaceChildren(...questions.map((each, index) => asked(each, index, said, other)));
    return answered(dialog).then(function (yes) {
      const chosen = questions.map((_, index) => dialog.querySelector(`[name="_join-${index}"]:checked`).value);
      return yes ? chosen : null;
    });
  }

  function asked(question, index, said, other) {
    const ways = [["here", said.here, question.here], ["other", other, question.other]];
    if (question.both) ways.push(["both", said.both, null]);
    const options = ways.map(([value, source, answer]) => option(`_join-${index}`, value, source, answer, question.chosen));
    return element("fieldset", { className: "join-field" },
      element("legend", { className: "label", textContent: question.label }), element("div", { className: "options" }, ...options));
  }

  function option(name, value, source, answer, chosen) {
    const id = `${name}-${value}`;
    const input = element("input", { type: "radio", name, value, id, checked: chosen === value });
    const from = [source, answer && answer.signed].filter(Boolean).join(" · ");
    const text = answer && element("span", { className: "join-text", textContent: answer.text, dir: "auto" });
    return element("span", { className: "option" }, input,
      element("label", { htmlFor: id }, element("span", { className: "note", textContent: from }), text));
  }

  function answered(dialog) {
    dialog.returnValue = "";
    dialog.showModal();
    dialog.scrollTop = 0;
    return new Promise(function (resolve) {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
    });
  }

  // ------------------------------------------------------------------- reading

  // Reads a file of answers to a form, or to all forms: gives the `content` for this one, all its `contents` where there
  // are several copies of it, and `from` where another handbook made it; or why it is refused. `said` has the words.
  async function read(file, form, said) {
    const { found, refused } = await readAny(file, said);
    if (refused) return { refused };
    const all = Array.isArray(found.forms) ? found.forms.filter((each) => isFor(each, form)) : [found];
    const own = all.filter((each) => each.kept === form.kept);
    const contents = own.length ? own : all;
    const [content] = contents;
    if (!content || !isFor(content, form)) return { refused: filled(said.otherForm, file.name) };
    return { content, contents, from: elsewhere(found, said.home) };
  }

  // Takes in a file; asks first where another handbook made it.
  async function load(form, file) {
    const { said, tools, question } = form;
    const { content, contents, from, refused } = await read(file, said, said);
    if (refused) return form.say(refused);
    const action = tools.querySelector("[data-do=load]").textContent;
    if (from && !(await savedAnswers.agreed(question, filled(said.otherHandbook, from), action))) return undefined;
    return form.take(handover, content, contents);
  }

  // Reads a file of answers, to whichever forms.
  async function readAny(file, said) {
    if (file.size > BIGGEST_FILE) return { refused: filled(said.tooBig, file.name) };
    const found = await parsed(file);
    const each = found && Array.isArray(found.forms) ? found.forms : [found];
    return each.every(isSound) ? { found } : { refused: filled(said.wrongFile, file.name) };
  }

  async function parsed(file) {
    try {
      return JSON.parse(await file.text());
    } catch {
      return null;
    }
  }

  // Asks whether to take what a link brings behind its `#`, which no server sees; the address then forgets it.
  async function takeFromLink(form) {
    const packed = location.hash.slice("#answers=".length).replace(/-/g, "+").replace(/_/g, "/");
    history.replaceState(null, "", location.href.replace(/#.*/, ""));
    const file = new File([unpacked(packed)], "answers.json");
    const { content, refused } = await read(file, form.said, form.said);
    if (refused) return form.say(refused);
    const { fitting } = formControls.sorted(mapOf(content.answers), form.isOfToday(content));
    const answered = formControls.questions.filter(({ names }) => names.some((name) => fitting.has(name)));
    const labels = answered.map((each) => `${formControls.label(each)}: ${formControls.words(each, fitting)}`);
    const action = form.tools.querySelector("[data-do=load]").textContent;
    const yes = await savedAnswers.agreed(form.question, filled(form.said.fromLink, list(labels)), action);
    return yes ? load(form, file) : undefined;
  }

  function unpacked(base64) {
    try {
      return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    } catch {
      return "";
    }
  }

  function isSound(content) {
    if (!isObject(content) || typeof content.form !== "string" || !isObject(content.answers)) return false;
    const names = Object.keys(content.answers);
    return names.length <= MOST_ANSWERS && !names.includes("__proto__");
  }

  function isFor(content, form) {
    return content.form === form.form && (content.folder || form.folder) === form.folder;
  }

  // Where another handbook than this one made a file, that one's address.
  function elsewhere({ handbook: made }, home) {
    const here = savedAnswers.handbook(home);
    return here && typeof made === "string" && made !== here ? made : null;
  }

  function textOf(value) {
    return typeof value === "string" ? value.slice(0, LONGEST_WHO) : "";
  }

  // Gives of each answer in a file who wrote it and when. What it doesn't say is left open; old files say but their day.
  function signatures(content) {
    const at = textOf(content.saved);
    const each = [...mapOf(content.written)].filter(([, value]) => isObject(value));
    const known = new Map(each.map(([name, value]) => [name, { by: textOf(value.by), at: textOf(value.at) }]));
    return (name) => known.get(name) || { by: "", at };
  }

  // ------------------------------------------------------------------- joining

  // What is empty here is filled from a file; where both say something different, the reader chooses. Whether it came.
  // A signature brings its own name and day.
  async function join(form, content) {
    const { said, kept } = form;
    const { questions, initials, current, changed, sorted } = formControls;
    const { fitting, left } = sorted(mapOf(content.answers), form.isOfToday(content));
    const pen = form.signer && content.signed ? await form.signer() : null;
    const decided = pen ? pen.decided(content) : new Set();
    const asked = questions.filter(({ names }) => !names.some((name) => decided.has(name)));
    const together = initialsTogether(current(), fitting);
    const news = savedAnswers.compared(asked, current(), new Map([...fitting, ...together]), initials);
    const isTogether = ({ names }) => together.has(names[0]);
    const differing = news.differing.filter((each) => !isTogether(each));
    const open = [...news.open, ...news.differing.filter(isTogether)];
    const signatureOf = signatures(content);
    const chosen = differing.length ? await choose(form, differing, fitting, signatureOf, said.inFile) : [];
    if (!chosen) return false;
    const before = form.state();
    const wasEmpty = !changed().size && !kept.gone.size;
    open.forEach((each) => form.answerAs(each, new Map([...fitting, ...together]), signatureOf));
    settle(form, differing, chosen, fitting, signatureOf);
    const signed = pen ? pen.join(content) : "";
    noteVersion(form, content, left, wasEmpty);
    kept.name = kept.name || savedAnswers.nameOf(content) || undefined;
    form.finish(before, form.tools.querySelector("[data-do=load]"));
    const found = open.length + differing.length ? filled(said.joined, open.length, differing.length) : "";
    const joined = [found, signed].filter(Boolean).join(" ") || said.nothingNew;
    const ignored = [...left.keys()].filter((name) => !kept.gone.has(name));
    const more = ignored.length ? [filled(said.leftOut, list(ignored))] : [];
    form.say([wasEmpty ? said.loaded : joined, ...more].join(" "));
    return true;
  }

  // Initials of several people in one box: those of both sides.
  function initialsTogether(now, theirs) {
    const parts = (text) => text.split(/[,;]/).map((each) => each.trim()).filter(Boolean);
    const isShared = ([control]) => control.dataset.signer === "" && control.parentElement.matches(".answer-initials");
    const names = [...theirs.keys()].filter((name) => isShared(formControls.controls.get(name)));
    return new Map(names.map((name) => [name, [...new Set([...parts(now.get(name)), ...parts(theirs.get(name))])].join(", ")]));
  }

  // Notes the version of a file, and what has no field in this one.
  function noteVersion({ kept, said, showAge }, content, left, wasEmpty) {
    const theirs = typeof content.version === "string" ? content.version : "";
    if (wasEmpty || kept.version === said.version) kept.version = theirs;
    if (theirs !== said.version) {
      left.forEach(function (value, name) {
        if (!["string", "boolean", "number"].includes(typeof value)) return;
        const known = kept.gone.get(name);
        kept.gone.set(name, known === undefined || known === value ? value : `${known}\n\n${value}`);
      });
    }
    showAge();
  }

  function list(names) {
    const shown = names.slice(0, MOST_NAMED).map((name) => name.slice(0, LONGEST_NAMED));
    return shown.join(", ") + (names.length > MOST_NAMED ? ", …" : "");
  }

  // Lets choose between what stands in the form and `values`, which come from `source`.
  function choose(form, differing, values, signatureOf, source) {
    const now = formControls.current();
    const dialog = document.querySelector(".form-join");
    return ask(dialog, differing.map((each) => asQuestion(form, each, now, values, signatureOf)), source);
  }

  function asQuestion({ kept, ownName }, question, now, values, signatureOf) {
    const [first] = question.names;
    const named = ({ by, at }) => ({ by: by === null ? ownName() : by, at });
    const mine = named(kept.written.get(first) || { by: null });
    const theirs = named(signatureOf(first));
    const isLater = theirs.by && theirs.by === mine.by && theirs.at > (mine.at || "");
    return {
      label: formControls.label(question),
      here: { text: formControls.words(question, now), signed: savedAnswers.signed(mine) },
      other: { text: formControls.words(question, values), signed: savedAnswers.signed(theirs) },
      both: formControls.controls.get(first)[0].type === "textarea",
      chosen: isLater ? "other" : "here",
    };
  }

  function settle(form, differing, chosen, values, signatureOf) {
    differing.forEach(function (each, index) {
      if (chosen[index] === "other") form.answerAs(each, values, signatureOf);
      if (chosen[index] !== "both") return;
      const [name] = each.names;
      const together = [formControls.current().get(name), values.get(name)].join("\n\n");
      form.answerAs(each, new Map([[name, together]]), () => ({ by: null, at: savedAnswers.minute() }));
    });
  }

  // Lets choose between what stands here and what another tab says.
  async function compare(form) {
    const { kept, said } = form;
    const { questions, current } = formControls;
    const differing = questions.filter(({ names }) => names.some((name) => kept.elsewhere.has(name)));
    const values = new Map([...current(), ...kept.elsewhere]);
    const signatureOf = () => ({ by: null });
    const chosen = await choose(form, differing, values, signatureOf, said.inTab);
    if (!chosen) return;
    const before = form.state();
    settle(form, differing, chosen, values, signatureOf);
    kept.elsewhere = new Map();
    document.querySelector("[data-do=compare]").hidden = true;
    form.finish(before, form.tools.querySelector("[data-do=load]"));
    document.querySelector("[data-do=undo]").focus();
    form.say(said.chosen);
  }

  // --------------------------------------------------------------- handing over

  // Asks who sends, and gives the file away.
  async function send(form) {
    const dialog = document.querySelector(".form-send");
    const said = dialog.dataset;
    const name = dialog.querySelector("input");
    name.value = form.ownName();
    name.onkeydown = function (event) {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // else it would answer what has the focus next
      dialog.close("confirm");
    };
    if (!(await answered(dialog))) return;
    savedAnswers.keepName(form.said.home, name.value.trim());
    const [file, content] = [form.fileName(), form.content()];
    const sent = await shared(savedAnswers.asFile(`${file}.txt`, content, "text/plain"), said);
    if (sent === "left") return;
    if (sent !== "sent") savedAnswers.download(`${file}.json`, content);
    savedAnswers.warnBeforeLeaving(false);
    form.say(filled(sent === "sent" ? said.sent : said.saved, `${file}.${sent === "sent" ? "txt" : "json"}`));
  }

  // Browsers share texts, but not all of them JSON. Whether the device's own way to share took the file: "sent", "left" by the reader, or "none" where it has no such way.
  async function shared(file, said) {
    const address = location.protocol.startsWith("http") ? location.href.replace(/#.*/, "") : said.title;
    const message = { title: said.title, text: filled(said.text, said.title, address), files: [file] };
    if (!navigator.canShare || !navigator.canShare(message)) return "none";
    try {
      await navigator.share(message);
      return "sent";
    } catch (error) {
      return error.name === "AbortError" ? "left" : "none";
    }
  }

  return { takeFromLink, ask, choose, settle, join, compare, send, load, read, readAny, elsewhere, signatures };
})();
