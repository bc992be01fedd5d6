// The dated items of a checklist as a calendar file (RFC 5545), made in the browser.
(function () {
  "use strict";

  const place = document.querySelector(".checklist-calendar");
  if (!place) return;

  const button = place.querySelector("button");
  const said = button.dataset;
  const { escaped, joined, compact, dayAfter, stamp, save } = calendarFile;

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

  function entry(each, now) {
    const summary = escaped(said.due.replace("{0}", () => each.text));
    return [
      "BEGIN:VEVENT",
      `UID:${escaped(each.id)}`,
      `DTSTAMP:${now}`,
      `DTSTART;VALUE=DATE:${compact(each.day)}`,
      `DTEND;VALUE=DATE:${compact(dayAfter(each.day))}`,
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
    const now = stamp();
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mentorsite//checklist//EN"];
    lines.push(...events().flatMap((each) => entry(each, now)), "END:VCALENDAR");
    return joined(lines);
  }

  button.addEventListener("click", () => save(said.id, calendar()));

  function offer() {
    place.hidden = events().length === 0;
  }

  document.addEventListener("days", offer);
  offer();
})();
