// The dated items of a checklist as a calendar file (RFC 5545), made in the browser.
(function () {
  "use strict";

  const place = document.querySelector(".checklist-calendar");
  if (!place) return;

  const button = place.querySelector("button");
  const said = button.dataset;
  const bytes = new TextEncoder();

  // What there is to put in: the items of the chosen role, and the day for the list as a whole.
  function events() {
    const whole = document.querySelector(".form-facts .due[data-day]");
    const items = [...document.querySelectorAll(".item:not(.item-other)")].map(function (item) {
      const due = item.querySelector(".due[data-day]");
      const text = item.querySelector("label").textContent.trim().replace(/\s+/g, " ");
      return due && { id: id(due), day: due.dataset.day, text };
    });
    return [whole && { id: id(whole), day: whole.dataset.day, text: said.title }, ...items].filter(Boolean);
  }

  // As in the cohort's calendar; a day that is someone's own is part of it, for another one is another event.
  function id(due) {
    const { event, after, day } = due.dataset;
    return after === undefined ? event : event.replace("@", `-${day}@`);
  }

  function escaped(text) {
    return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, "").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  }

  // A line has at most 75 octets; what is more goes on below, after a space.
  function folded(line) {
    let text = "";
    let width = 0;
    for (const character of line) {
      const size = bytes.encode(character).length;
      if (width + size > 75) {
        text += "\r\n ";
        width = 1;
      }
      text += character;
      width += size;
    }
    return text;
  }

  function compact(day) {
    return day.replace(/-/g, "");
  }

  function next(day) {
    const date = new Date(day);
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
  }

  function entry(each, stamp) {
    const summary = escaped(said.due.replace("{0}", () => each.text));
    return [
      "BEGIN:VEVENT",
      `UID:${escaped(each.id)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(each.day)}`,
      `DTEND;VALUE=DATE:${compact(next(each.day))}`,
      `SUMMARY:${summary}`,
      `DESCRIPTION:${escaped(said.url ? `${said.title}\n${said.url}` : said.title)}`,
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${summary}`,
      "TRIGGER:-PT15H", // at nine in the morning of the day before
      "END:VALARM",
      "END:VEVENT",
    ];
  }

  function calendar() {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mentorsite//checklist//EN"];
    lines.push(...events().flatMap((each) => entry(each, stamp)), "END:VCALENDAR");
    return lines.map((line) => `${folded(line)}\r\n`).join("");
  }

  button.addEventListener("click", function () {
    const link = document.createElement("a");
    link.download = `${said.id}.ics`;
    link.href = URL.createObjectURL(new Blob([calendar()], { type: "text/calendar" }));
    link.click();
    URL.revokeObjectURL(link.href);
  });

  function offer() {
    place.hidden = events().length === 0;
  }

  document.addEventListener("days", offer);
  offer();
})();
