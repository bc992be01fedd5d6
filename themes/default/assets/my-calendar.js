// Loaded when it is needed: what happens for one reader, as a calendar.
const myCalendar = (function () {
  "use strict";

  const FREQUENCY = { day: "DAILY", week: "WEEKLY", month: "MONTHLY" };

  function at(name, day, start) {
    if (!start) return `${name};VALUE=DATE:${calendarFile.compact(day)}`;
    return `${name};TZID=${start.zone}:${calendarFile.compact(day)}T${start.time}`;
  }

  function span(each, day) {
    if (!each.start) return [at("DTSTART", day), at("DTEND", calendarFile.dayAfter(each.last || day))];
    return [at("DTSTART", day, each.start), ...(each.start.minutes ? [`DURATION:PT${each.start.minutes}M`] : [])];
  }

  // A month without that day has its last one; a plain rule would leave such a month out.
  function monthEnd(unit, first) {
    const day = Number(first.slice(8));
    if (unit !== "month" || day <= 28) return "";
    if (day === 31) return ";BYMONTHDAY=-1";
    const days = Array.from({ length: day - 27 }, (_, at) => 28 + at);
    return `;BYMONTHDAY=${days.join(",")};BYSETPOS=-1`;
  }

  function rule(each) {
    if (!each.every || each.days.length < 2) return [];
    const [, number, unit] = /(\d+) (\w+)/.exec(each.every);
    const endless = !each.count && !each.until;
    const many = endless ? "" : `;COUNT=${each.days.length + each.left.length}`;
    const rrule = `RRULE:FREQ=${FREQUENCY[unit]};INTERVAL=${number}${many}${monthEnd(unit, each.first)}`;
    return [rrule, ...each.left.map((day) => at("EXDATE", day, each.start))];
  }

  // An event that came without its days, with them. Its id has the first day: for another match it is another event.
  function dated(event, first, added) {
    const [begin, ...lines] = event.replace(/\r\n[ \t]/g, "").trimEnd().split("\r\n");
    const named = lines.map((line) => (line.startsWith("UID:") ? line.replace("@", `-${first}@`) : line));
    return [begin, `DTSTAMP:${calendarFile.stamp()}`, ...added, ...named];
  }

  function events(each, match) {
    if (each.after === undefined) return each.event; // on the very day of the match it is "": nothing is added
    const first = myDates.moved(match, each.after);
    const whole = { ...each, first };
    const made = dated(each.event, first, [...span(whole, each.days[0]), ...rule(whole)]);
    const single = Object.entries(each.own || {}).filter(([number]) => number <= each.days.length);
    const own = single.flatMap(function ([number, event]) {
      const day = each.days[number - 1];
      return dated(event, first, [at("RECURRENCE-ID", day, each.start), ...span(whole, day)]);
    });
    return calendarFile.joined([...made, ...own]);
  }

  function calendar(data, role, match) {
    const mine = myEvents.of(data, role, match).filter((each) => each.days.length);
    const zones = Object.values(data.zones).join("");
    return `${data.head}${zones}${mine.map((each) => events(each, match)).join("")}END:VCALENDAR\r\n`;
  }

  return calendar;
})();
