// Beside each hour that is told in the program's time zone: the reader's own time, where it is another.
"use strict";

const words = document.currentScript.dataset;
// As the handbook's own days and hours: those are of this calendar in every language.
const language = `${document.documentElement.lang.replace(/^en$/, "en-GB")}-u-ca-gregory`;
const HOUR = { hour: hourDigits(), minute: "2-digit" };
const MOST_CHANGES = 3; // of a series with more, the hours are told without the days from which they are

// As many as the handbook's own hours have, 09:00 or 9:00: "numeric" alone would have 9:00, and 09:00 in a span.
function hourDigits() {
  const parts = new Intl.DateTimeFormat(language, { timeStyle: "short" }).formatToParts(new Date(2027, 0, 1, 9));
  return parts.find((each) => each.type === "hour").value.length > 1 ? "2-digit" : "numeric";
}

function filled(pattern, ...texts) {
  return texts.reduce((said, text, at) => said.replace(`{${at}}`, () => text), pattern);
}

function minutesFromUtc(written) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)(?::\d\d)?$/.exec(written);
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

// By how many minutes the reader's clocks are ahead of the handbook's at a moment.
function ahead(written) {
  return -new Date(written).getTimezoneOffset() - minutesFromUtc(written);
}

// From 1 where it is the next day for the reader already, to -1 where it is still the day before.
function daysAhead(written) {
  const start = new Date(written);
  const own = new Date(start.getTime() - start.getTimezoneOffset() * 60000).toISOString();
  return Math.sign(Date.parse(own.slice(0, 10)) - Date.parse(written.slice(0, 10)));
}

function span(written, minutes, style) {
  const start = new Date(written);
  const said = new Intl.DateTimeFormat(language, style);
  if (!minutes) return said.format(start);
  const end = new Date(start.getTime() + minutes * 60000);
  if (end.toDateString() === start.toDateString()) return said.formatRange(start, end);
  // Across midnight `formatRange` would write both days in figures.
  return filled(words.nextDay, said.format(start), new Intl.DateTimeFormat(language, HOUR).format(end));
}

function once(written, minutes) {
  if (ahead(written) === 0) return null;
  const style = daysAhead(written) ? { ...HOUR, weekday: "long", day: "numeric", month: "long" } : HOUR;
  return filled(words.words, span(written, minutes, style));
}

function hours(written, minutes) {
  const pattern = { "-1": words.dayBefore, 1: words.dayAfter }[daysAhead(written)] || "{0}";
  return filled(pattern, span(written, minutes, HOUR));
}

// A series has other hours for the reader after each change of the clocks that is not one of both places.
function series(starts, minutes, whole) {
  if (starts.every((each) => ahead(each) === 0)) return null;
  const said = starts.map((each) => ({ day: each.slice(0, 10), hours: hours(each, minutes) }));
  const [first, ...changes] = said.filter((each, at) => at === 0 || each.hours !== said[at - 1].hours);
  if (!whole || changes.length > MOST_CHANGES) {
    const all = [...new Set(said.map((each) => each.hours))];
    return filled(words.words, new Intl.ListFormat(language, { type: "disjunction" }).format(all));
  }
  const style = { day: "numeric", month: "long", timeZone: "UTC" };
  if (starts[0].slice(0, 4) !== starts.at(-1).slice(0, 4)) style.year = "numeric";
  const day = new Intl.DateTimeFormat(language, style);
  const later = changes.map((each) => filled(words.from, each.hours, day.format(new Date(each.day))));
  return [filled(words.words, first.hours), ...later].join(words.separator);
}

for (const time of document.querySelectorAll("time.hour")) {
  const { minutes, starts, sample } = time.dataset;
  const length = Number(minutes || 0);
  const own = starts ? series(starts.split(" "), length, !sample) : once(time.dateTime, length);
  if (own) {
    const note = document.createElement("span");
    note.className = "local-time";
    note.textContent = own;
    (time.closest(".series") || time).after(" ", note);
  }
}
