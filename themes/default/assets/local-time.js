// Beside each hour that is told in the program's time zone: the reader's own time, where it is another.
"use strict";

const { words: pattern, nextDay } = document.currentScript.dataset;
const language = document.documentElement.lang.replace(/^en$/, "en-GB"); // as the handbook's own days and hours

function minutesFromUtc(written) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)(?::\d\d)?$/.exec(written);
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function ownTime(written, minutes) {
  const start = new Date(written);
  const ahead = -start.getTimezoneOffset() - minutesFromUtc(written);
  if (ahead === 0) return null;
  const there = new Date(start.getTime() - ahead * 60000);
  const style = { hour: "numeric", minute: "2-digit" };
  if (there.getDate() !== start.getDate()) Object.assign(style, { weekday: "long", day: "numeric", month: "long" });
  const said = new Intl.DateTimeFormat(language, style);
  if (!minutes) return said.format(start);
  const end = new Date(start.getTime() + minutes * 60000);
  if (end.toDateString() === start.toDateString()) return said.formatRange(start, end);
  // Across midnight `formatRange` would write both days in figures.
  const hours = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  return nextDay.replace("{0}", said.format(start)).replace("{1}", hours.format(end));
}

for (const time of document.querySelectorAll("time.hour")) {
  const own = ownTime(time.dateTime, Number(time.dataset.minutes || 0));
  if (own) {
    const note = document.createElement("span");
    note.className = "local-time";
    note.textContent = pattern.replace("{0}", own);
    time.after(" ", note);
  }
}
