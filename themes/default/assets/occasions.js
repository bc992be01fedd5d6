// The copies that a device keeps of a form that repeats: each of a day, under the form's key with `@` and its occasion.
// The first copy is under the key itself, as that of a form that doesn't repeat.
const formOccasions = (function () {
  "use strict";

  // The day, and where there are several of one day, the number of the copy: `2027-03-03.2`.
  const OCCASION = /^(\d{4}-\d\d-\d\d)(?:\.([2-9]|[1-9]\d))?$/;

  function isOccasion(text) {
    const [, day] = (typeof text === "string" && OCCASION.exec(text)) || [];
    return Boolean(day) && !Number.isNaN(new Date(day).getTime());
  }

  // An occasion as people say it; nothing of a first copy that has no day.
  function named(occasion) {
    if (!isOccasion(occasion)) return "";
    const [, day, number] = OCCASION.exec(occasion);
    return savedAnswers.day(day) + (number ? ` (${number})` : "");
  }

  // What a copy is called, and its day; nothing of a first copy that has neither.
  function titled({ found, occasion }) {
    return [savedAnswers.nameOf(found), named(occasion)].filter(Boolean).join(" · ");
  }

  // The day of a minute, where the reader is.
  function dayOf(minute) {
    const when = new Date(minute);
    return typeof minute !== "string" || Number.isNaN(when.getTime()) ? "" : savedAnswers.today(when);
  }

  // The occasion of a first copy: the day that it was given, else the one on which it was changed last.
  function ofFirst(found) {
    return isOccasion(found.occasion) ? found.occasion : dayOf(found.changed);
  }

  function keys() {
    try {
      return Object.keys(localStorage);
    } catch {
      return []; // the storage is shut
    }
  }

  // All copies of the form with this key, the newest first; the `open` one also while it is empty.
  function all(key, open = "") {
    const others = keys().filter((each) => each.startsWith(`${key}@`) && isOccasion(each.slice(key.length + 1)));
    const copies = [...new Set([key, ...others, open])].filter(Boolean).map(function (each) {
      const found = savedAnswers.kept(each) || (each === open ? {} : null);
      return found && { key: each, found, occasion: each === key ? ofFirst(found) : each.slice(key.length + 1) };
    });
    return copies.filter(Boolean).sort((one, other) => order(other.occasion) - order(one.occasion));
  }

  function order(occasion) {
    const [, day, number] = OCCASION.exec(occasion) || ["", "1000-01-01"];
    return new Date(day).getTime() + Number(number || 1);
  }

  // The key of an occasion, whether anything is kept under it or not.
  function keyOf(key, occasion) {
    const known = all(key).find((each) => each.occasion === occasion);
    if (known) return known.key;
    return isOccasion(occasion) ? `${key}@${occasion}` : key;
  }

  // An occasion on a day that no copy has.
  function free(key, day) {
    const taken = new Set(all(key).map(({ occasion }) => occasion));
    for (let number = 2; taken.has(day) && number < 100; number += 1) {
      if (!taken.has(`${day}.${number}`)) return `${day}.${number}`;
    }
    return day;
  }

  // Gives the copy with a key this day: gives the key that it has then, or nothing where the storage doesn't take it.
  function date(key, occasion, base) {
    const found = savedAnswers.kept(key);
    const isFirst = found && key === base;
    const now = isFirst ? base : `${base}@${occasion}`;
    try {
      if (found) localStorage.setItem(now, JSON.stringify(isFirst ? { ...found, occasion } : found));
    } catch {
      return "";
    }
    if (now !== key) savedAnswers.forget(key);
    return now;
  }

  // What the address of a page names, if anything.
  function inAddress() {
    const [, occasion] = /^#on=(.+)$/.exec(location.hash) || [];
    return occasion === "first" || isOccasion(occasion) ? occasion : "";
  }

  // The copy with which the page of a form begins: the one that its address names, else the newest.
  function begin(key) {
    const asked = inAddress();
    if (asked) return keyOf(key, asked);
    const [newest = { key }] = all(key);
    return newest.key;
  }

  return { isOccasion, named, titled, all, keyOf, free, date, inAddress, begin };
})();
