// What happens for one reader: the days of the cohort and those that count from their match.
const myEvents = (function () {
  "use strict";

  const MOST = 400; // as many meetings are looked at of a series without an end

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

  return { of };
})();
