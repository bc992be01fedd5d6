// What happens for one reader: the days of the cohort and those that count from their match, and all of it as a calendar.
const myEvents = (function () {
  "use strict";

  const MOST = 400; // as many meetings are looked at of a series without an end
  const FREQUENCY = { day: "DAILY", week: "WEEKLY", month: "MONTHLY" };

  function isOff(day, spans) {
    return spans.some(([first, last]) => first <= day && day <= last);
  }

  // The days of a series from one on: those that are held, and those that are left out between them.
  function series(each, first) {
    const [, number, unit] = /(\d+) (\w+)/.exec(each.every);
    const held = [];
    const off = [];
    for (let at = 0; at < MOST && held.length < (each.count || MOST); at += 1) {
      const day = myDates.moved(first, `+${number * at} ${unit}`);
      if (each.until && day > each.until) break;
      (isOff(day, each.off || []) ? off : held).push(day);
    }
    return { held, off: off.filter((day) => held.length && day > held[0] && day < held.at(-1)) };
  }

  // Everything for a role, each with its days: none where they count from a match that nobody has said.
  function of(data, role, match) {
    return data.entries.filter((each) => !each.roles || each.roles.includes(role)).map(function (each) {
      if (each.days) return each.every ? { ...each, days: series(each, each.days[0]).held } : each;
      if (!match) return { ...each, days: [] };
      const first = myDates.moved(match, each.after);
      const { held, off } = each.every ? series(each, first) : { held: [first], off: [] };
      const last = each.lasts ? myDates.moved(first, `${each.lasts} -1 day`) : undefined;
      return { ...each, days: held, left: off, last };
    });
  }

  // ----------------------------------------------------------------- as a calendar

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
    if (!each.after) return each.event;
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
    const mine = of(data, role, match).filter((each) => each.days.length);
    const zones = Object.values(data.zones).join("");
    return `${data.head}${zones}${mine.map((each) => events(each, match)).join("")}END:VCALENDAR\r\n`;
  }

  return { of, calendar };
})();
