// Loaded when it is needed: reads signatures, tells whether they hold, and draws them. It changes no page and no answer.
const signatures = (function () {
  "use strict";

  const { isObject, mapOf } = savedAnswers;
  const MOST_SIGNERS = 50;
  const MOST_PARTS = 2000;
  const MOST_ANSWERS = 5000;
  const LONGEST = 200;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  // Strokes with a semicolon between them, points with a space, numbers with a comma: nothing that could be markup.
  const DRAWN = /^\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*$/;
  const LONGEST_DRAWN = 8000;
  const SVG = "http://www.w3.org/2000/svg";
  // Letters and digits that nobody takes for each other, said or written.
  const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const GROUPS = /.{4}/g;

  // ------------------------------------------------------------------- reading

  function textOf(value) {
    return typeof value === "string" ? value.slice(0, LONGEST) : "";
  }

  function drawnOf(value) {
    return typeof value === "string" && value.length <= LONGEST_DRAWN && DRAWN.test(value) ? value : "";
  }

  function initialsOf(value) {
    if (!isObject(value)) return null;
    const [text, drawn] = [textOf(value.text), drawnOf(value.drawn)];
    return text ? { text, drawn } : null;
  }

  // What a signature covers: the version, the language, what the signer is called, the words of each part by its id, and the answers by their names;
  // `apart` are the names of what others do to sign.
  function coversOf(value) {
    if (!isObject(value)) return null;
    const words = [...mapOf(value.words)].filter(([id, part]) => isName(id) && Array.isArray(part)).slice(0, MOST_PARTS);
    const answers = [...mapOf(value.answers)].filter(([name, each]) => isName(name) && (typeof each === "string" || each === true));
    const apart = Array.isArray(value.apart) ? value.apart.filter((name) => typeof name === "string" && isName(name)) : [];
    return {
      version: textOf(value.version),
      language: textOf(value.language),
      party: textOf(value.party),
      words: Object.fromEntries(words.map(([id, [digest, label]]) => [id, [textOf(digest), textOf(label)]])),
      answers: Object.fromEntries(answers.slice(0, MOST_ANSWERS)),
      apart: apart.slice(0, MOST_ANSWERS),
    };
  }

  function isName(name) {
    return name !== "__proto__" && name.length <= LONGEST;
  }

  function signatureOf(value) {
    if (!isObject(value)) return null;
    const covers = coversOf(value.covers);
    const [name, day, at] = [textOf(value.name), textOf(value.day), textOf(value.at)];
    const initials = initialsOf(value.initials);
    const signed = covers && name.trim() && DAY.test(day) ? { name, day, at, drawn: drawnOf(value.drawn), covers } : {};
    return signed.covers || initials ? { ...signed, ...(initials ? { initials } : {}) } : null;
  }

  // The signatures in what is kept or in a file: a Map by signer, of nothing but what a signature has.
  function read(signed) {
    const each = [...mapOf(signed)].filter(([signer]) => isName(signer)).slice(0, MOST_SIGNERS);
    return new Map(each.map(([signer, value]) => [signer, signatureOf(value)]).filter(([, value]) => value));
  }

  // --------------------------------------------------------------- what changed

  // Answers that say something.
  function given(answers) {
    return new Map([...answers].filter(([, value]) => value !== "" && value !== false));
  }

  // How the words of today differ from those that were signed: [how, label], where `how` is "reworded", "added" or "takenOut".
  function wordsChanged(signed, now) {
    const [before, after] = [mapOf(signed), mapOf(now)];
    const other = [...before].filter(([id, [digest]]) => after.has(id) && after.get(id)[0] !== digest);
    const isIn = (parts) => ([, [digest]]) => parts.some(([, part]) => part[0] === digest);
    const without = [...before].filter(([id]) => !after.has(id));
    const more = [...after].filter(([id]) => !before.has(id));
    // One that only got another id has the same words.
    const gone = without.filter((part) => !isIn(more)(part));
    const fresh = more.filter((part) => !isIn(without)(part));
    // A clause without an id has another name as soon as it is worded anew.
    const labels = new Set(fresh.map(([, [, label]]) => label).filter((label) => gone.some(([, part]) => part[1] === label)));
    const rest = (parts) => parts.map(([, [, label]]) => label).filter((label) => !labels.has(label));
    return [
      ...[...other.map(([, [, label]]) => label), ...labels].map((label) => ["reworded", label]),
      ...rest(fresh).map((label) => ["added", label]),
      ...rest(gone).map((label) => ["takenOut", label]),
    ];
  }

  // The names of answers that are other than they were. What others do to sign is theirs: `others` tells their names.
  function answersChanged(signed, now, others) {
    const [before, after] = [mapOf(signed), given(now)];
    return [...new Set([...before.keys(), ...after.keys()])].filter((name) => !others(name) && before.get(name) !== after.get(name));
  }

  // ------------------------------------------------------------------ digests

  // A browser has what digests are made with on secure pages, on the device itself and on files.
  function canDigest() {
    return Boolean(window.crypto && crypto.subtle);
  }

  async function digest(text) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  }

  // The digest of all words, as the pages in other languages know it.
  async function digestOfAll(words) {
    const lines = Object.entries(words).map(([id, [part]]) => `${id} ${part}`).sort();
    const bytes = [...await digest(lines.join("\n"))];
    return bytes.slice(0, 6).map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // A value as one text, however its keys are ordered.
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    if (!isObject(value)) return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
  }

  // The seal of a copy: of all that is answered and signed in it. Copies with the same seal are the same.
  async function seal(form, folder, answers, signed) {
    const all = { form, folder, answers: Object.fromEntries(given(answers)), signed: Object.fromEntries(signed) };
    const bytes = await digest(canonical(all));
    return [...bytes].slice(0, 20).map((byte) => SIGNS[byte % SIGNS.length]).join("").match(GROUPS).join(" ");
  }

  // ------------------------------------------------------------------- drawing

  function points(drawn) {
    return drawn.split(";").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)));
  }

  // A stroke as a path that bends from the middle between two points to the next.
  function path([first, ...others]) {
    const ends = others.map(([x, y], index) => {
      const [toX, toY] = others[index + 1] || [x, y];
      return `Q${x} ${y} ${(x + toX) / 2} ${(y + toY) / 2}`;
    });
    return `M${first[0]} ${first[1]}${ends.length ? ends.join("") : "l0 .1"}`;
  }

  // What was drawn, as a picture that fits tightly around it; `label` says what it is.
  function picture(drawn, label) {
    const strokes = points(drawn);
    const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
    const [left, top, right, bottom] = [Math.min(...xs) - 6, Math.min(...ys) - 6, Math.max(...xs) + 6, Math.max(...ys) + 6];
    const made = document.createElementNS(SVG, "svg");
    made.setAttribute("viewBox", [left, top, Math.max(right - left, 60), Math.max(bottom - top, 40)].join(" "));
    made.setAttribute("class", "drawn");
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", label);
    made.append(strokesOf(strokes));
    return made;
  }

  function strokesOf(strokes) {
    const made = document.createElementNS(SVG, "path");
    made.setAttribute("d", strokes.map(path).join(""));
    return made;
  }

  return {
    read, given, wordsChanged, answersChanged, canDigest, digestOfAll, seal, points, strokesOf, picture, drawnOf, LONGEST_DRAWN,
  };
})();
