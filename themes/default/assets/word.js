// Loaded when it is needed: fills a form's own Word file with the answers on its page. Nothing leaves the device.
const wordFile = (function () {
  "use strict";

  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
  const XML = "http://www.w3.org/XML/1998/namespace";
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const DOCUMENT = "word/document.xml";
  const KINDS = ["text", "date", "dropDownList", "checkbox"];
  const ANSWERS = ["FormAnswer", "FormAnswerBox", "FormCell", "FormSigning"];
  const EMPTY = "\u00a0".repeat(5); // what is seen of a control in which nothing is written
  // Word takes no longer tags, and cuts longer titles.
  const LONGEST_TAG = 64;
  const LENGTH_OF_BEGINNING = 55;
  const LAST_YEAR = 9999;
  const LONGEST_WHOLE = 200; // letters of an answer in a row that stays on one page
  const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;
  const FROM_RIGHT = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";
  const WORDS_FROM_RIGHT = new RegExp(`([${FROM_RIGHT}](?:[^A-Za-z\u00c0-\u024f\u0370-\u052f\u3040-\u9fff]*[${FROM_RIGHT}])?)`, "u");
  const WORDS_FROM_LEFT = new RegExp(`((?![${FROM_RIGHT}])\\p{L}(?:[^${FROM_RIGHT}]*(?![${FROM_RIGHT}])[\\p{L}\\p{N}])?)`, "u");
  const FIRST_FROM_RIGHT = new RegExp(`^\\P{L}*[${FROM_RIGHT}]`, "u");

  // ---------------------------------------------------------------- as Word has it

  function cleaned(text) {
    return text.replace(/\r\n?/g, "\n").replace(NOT_XML, "");
  }

  function oneLine(text) {
    return cleaned(text).trim().split(/\s+/).join(" ");
  }

  function cut(text, length) {
    return cleaned(text.slice(0, length)); // half a sign is none
  }

  // The tag of the control for an answer: render/forms/docx/controls.py makes it in the same way.
  function tagOf(name) {
    const tag = oneLine(name);
    if (tag.length <= LONGEST_TAG) return tag;
    const sum = zipFile.crc32(new TextEncoder().encode(tag)).toString(16).padStart(8, "0");
    return `${cut(tag, LENGTH_OF_BEGINNING)}-${sum}`;
  }

  function titleOf(label) {
    const title = oneLine(label);
    return title.length <= LONGEST_TAG ? title : `${cut(title, LONGEST_TAG - 1)}…`;
  }

  function child(parent, name) {
    return [...parent.children].find((each) => each.localName === name);
  }

  function element(parent, name, value) {
    const made = parent.ownerDocument.createElementNS(W, `w:${name}`);
    if (value !== undefined) made.setAttributeNS(W, "w:val", value);
    return made;
  }

  function valueOf(parent, name) {
    const found = child(parent, name);
    return found ? found.getAttributeNS(W, "val") : "";
  }

  function isFromRight(body) {
    return Boolean(child(body.lastElementChild, "bidi"));
  }

  // A text as runs, each of one direction.
  function runs(body, text) {
    const fromRight = isFromRight(body);
    const pieces = cleaned(text).split(fromRight ? WORDS_FROM_LEFT : WORDS_FROM_RIGHT);
    return pieces.map((piece, index) => (piece ? run(body, piece, (index % 2 === 1) !== fromRight) : "")).filter(Boolean);
  }

  function run(body, text, isTurned, style) {
    const made = element(body, "r");
    const look = element(body, "rPr");
    if (style) look.append(element(body, "rStyle", style));
    if (isTurned) look.append(element(body, "rtl"));
    if (look.children.length) made.append(look);
    text.split(/([\n\t])/).filter(Boolean).forEach(function (part) {
      if (part === "\n") return made.append(element(body, "br"));
      if (part === "\t") return made.append(element(body, "tab"));
      const words = element(body, "t");
      words.setAttributeNS(XML, "xml:space", "preserve");
      words.textContent = part;
      return made.append(words);
    });
    return made;
  }

  function paragraph(body, style, text) {
    const made = element(body, "p");
    const properties = element(body, "pPr");
    properties.append(element(body, "pStyle", style));
    made.append(properties, ...runs(body, text));
    turn(body, made, text);
    return made;
  }

  // A paragraph with an answer alone is read in the answer's own direction, as on the page.
  function turn(body, made, text) {
    const properties = child(made, "pPr");
    const isFirst = FIRST_FROM_RIGHT.test(text);
    const hasLetters = /\p{L}/u.test(text);
    if (!hasLetters || isFirst === isFromRight(body) || child(properties, "numPr")) return; // numbers stay in one column
    properties.append(element(body, "bidi", isFirst ? "1" : "0"));
  }

  // --------------------------------------------------------------------- controls

  // The controls by their tags; a tag may be that of several.
  function controlsOf(body) {
    const found = new Map();
    [...body.getElementsByTagNameNS(W, "sdt")].forEach(function (control) {
      const tag = valueOf(child(control, "sdtPr"), "tag");
      found.set(tag, [...(found.get(tag) || []), control]);
    });
    return found;
  }

  function kindOf(control) {
    return [...child(control, "sdtPr").children].find((each) => KINDS.includes(each.localName));
  }

  // Puts an answer into a control. Whether there was room for it.
  function put(body, control, { value, text }) {
    const kind = kindOf(control);
    if (!kind) return false; // it is around those of the options
    if (kind.localName === "checkbox") return tick(control, kind, value === true);
    if (!value) return empty(body, control, kind);
    if (kind.localName === "date") return putDay(body, control, kind, value, text);
    if (kind.localName === "dropDownList") return choose(body, control, kind, value);
    if (text.includes("\n")) kind.remove(); // LibreOffice puts the line breaks of a plain text before it
    return write(body, control, text);
  }

  function tick(control, kind, isTicked) {
    child(kind, "checked").setAttributeNS(W14, "w14:val", isTicked ? "1" : "0");
    const sign = child(kind, isTicked ? "checkedState" : "uncheckedState").getAttributeNS(W14, "val");
    control.getElementsByTagNameNS(W, "t")[0].textContent = String.fromCodePoint(parseInt(sign, 16));
    return isTicked;
  }

  function empty(body, control, kind) {
    const properties = child(control, "sdtPr");
    if (child(properties, "showingPlcHdr")) return true;
    kind.removeAttributeNS(W, "fullDate");
    kind.before(element(body, "showingPlcHdr"));
    child(control, "sdtContent").replaceChildren(run(body, EMPTY, isFromRight(body), "PlaceholderText"));
    return true;
  }

  function putDay(body, control, kind, value, text) {
    if (Number(value.split("-")[0]) <= LAST_YEAR) kind.setAttributeNS(W, "w:fullDate", `${value}T00:00:00Z`);
    return write(body, control, text);
  }

  function choose(body, control, kind, value) {
    const chosen = [...kind.children].find((item) => item.getAttributeNS(W, "value") === oneLine(value));
    return Boolean(chosen) && write(body, control, chosen.getAttributeNS(W, "displayText"));
  }

  function write(body, control, text) {
    const shown = child(child(control, "sdtPr"), "showingPlcHdr");
    if (shown) shown.remove();
    child(control, "sdtContent").replaceChildren(...runs(body, text));
    const around = control.parentElement;
    if (text.length > LONGEST_WHOLE) split(control);
    if (around.localName === "p" && ANSWERS.includes(valueOf(child(around, "pPr"), "pStyle"))) turn(body, around, text);
    return true;
  }

  // Rows of tables stay on one page. LibreOffice leaves out what has no room there, so a long one goes on on the next.
  function split(control) {
    const row = control.closest("tr");
    const whole = row && child(child(row, "trPr"), "cantSplit");
    if (whole) whole.remove();
  }

  // ------------------------------------------------------------------------- rows

  // The rows that the page has more than the file are put below those that it has.
  function grow(body) {
    const ids = [...body.getElementsByTagNameNS(W, "id")].map((each) => Number(each.getAttributeNS(W, "val")));
    let last = Math.max(0, ...ids);
    document.querySelectorAll(".form [data-more]:not([hidden])").forEach(function (row) {
      const inputs = [...row.querySelectorAll("[name]")];
      const controls = controlsOf(body);
      const before = inputs.map(({ name }) => (controls.get(tagOf(rowBefore(name))) || [])[0]);
      if (!before.every(Boolean)) return;
      const around = before[0].closest("tr") || before[0].closest("p");
      const made = around.cloneNode(true);
      around.after(made);
      const copies = controlsOf(made);
      inputs.forEach(function (input) {
        last += 1;
        rename(body, copies.get(tagOf(rowBefore(input.name)))[0], input, last);
      });
    });
  }

  // The name that an answer has in the row before: `goals__3`, `plan__3__step`.
  function rowBefore(name) {
    return name.replace(/__(\d+)(?=$|__)/, (_, number) => `__${number - 1}`);
  }

  function rename(body, control, input, id) {
    const properties = child(control, "sdtPr");
    const named = { alias: titleOf(input.getAttribute("aria-label") || input.name), tag: tagOf(input.name), id };
    Object.entries(named).forEach(([name, value]) => child(properties, name).setAttributeNS(W, "w:val", value));
    put(body, control, { value: "", text: "" });
  }

  // ------------------------------------------------------------------- the answers

  // What is asked and answered on the page, by tag. Of a choice each option is one too, for it may be a box.
  function answersOfPage() {
    const { controls, current, words } = formControls;
    const now = current();
    const given = new Map();
    controls.forEach(function (group, name) {
      const [first] = group;
      if (first.closest('[data-fits="no"]')) return;
      const value = now.get(name);
      given.set(tagOf(name), { name, value, text: words({ names: [name] }, now) });
      if (first.type !== "radio") return;
      group.forEach(({ value: option }) => given.set(tagOf(`${name}__${option}`), { name, value: option === value, text: "" }));
    });
    return given;
  }

  // Fills the text of a Word file, which is XML; `more` is what else there is to say, as label and text, below `title`;
  // `signed` are signatures, as word-signed.js knows them.
  function filledIn(xml, given, more, title, signed = []) {
    const made = new DOMParser().parseFromString(xml, "application/xml");
    const body = child(made.documentElement, "body");
    const placed = new Set();
    grow(body);
    controlsOf(body).forEach(function (all, tag) {
      const answer = given.get(tag);
      if (answer && all.map((control) => put(body, control, answer)).some(Boolean)) placed.add(answer.name);
    });
    if (signed.length) wordSigned.show(body, controlsOf(body), signed, { child, tagOf, paragraph });
    const left = [...given.values()].filter(({ name, value, text }) => value && text && !placed.has(name));
    const rest = [...left.map(({ name, text }) => [formControls.label({ names: [name] }), text]), ...more];
    const end = body.lastElementChild.previousElementSibling;
    if (rest.length) end.before(paragraph(body, "Heading1", title));
    rest.forEach(([label, text]) => end.before(paragraph(body, "FormLabel", label), paragraph(body, "BodyText", text)));
    return HEAD + new XMLSerializer().serializeToString(made.documentElement);
  }

  // The Word file at `url`, filled in.
  async function file(url, name, more, title) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const parts = zipFile.read(new Uint8Array(await answer.arrayBuffer()));
    const xml = new TextDecoder().decode(await zipFile.content(parts.get(DOCUMENT)));
    const signed = typeof wordSigned === "undefined" ? [] : await wordSigned.onPage();
    const filled = filledIn(xml, answersOfPage(), more, title, signed);
    if (signed.length) await wordSigned.add(parts, signed);
    parts.set(DOCUMENT, await zipFile.packed(new TextEncoder().encode(filled)));
    return new File(zipFile.write(parts), name, { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" });
  }

  // Gives the file to the reader. From disk a page may read no other file, and old browsers can't make one.
  async function give({ fileName, kept, say }, said) {
    if (location.protocol === "file:" || !zipFile.works()) return refer(said, say);
    const name = `${fileName()}.docx`;
    const gone = [...kept.gone].map(([label, value]) => [label, String(value)]);
    savedAnswers.give(await file(said.docx, name, gone, said.rest));
    return say(savedAnswers.filled(said.made, name));
  }

  function refer({ docx, docxLabel, shut }, say) {
    say(`${shut} `);
    const link = document.createElement("a");
    Object.assign(link, { href: docx, download: "", textContent: docxLabel });
    document.querySelector(".form-status").append(link);
  }

  return { give, file, filledIn, answersOfPage, tagOf };
})();
