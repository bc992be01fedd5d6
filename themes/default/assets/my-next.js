// What is due next for the reader, on which day, and where: what a page asks them, and the answer.
(function () {
  "use strict";

  const MOST = 3;
  const AN_HOUR = 60; // as long a meeting without a length is shown once it has begun
  const panel = document.querySelector(".my-dates");
  const said = panel.dataset;
  const list = panel.querySelector(".my-next");
  const settings = panel.querySelector(".my-settings");
  const roles = [...panel.querySelectorAll("[name=_role]")];
  const match = panel.querySelector("#_match");
  const cohort = panel.querySelector("#_cohort");
  const found = new Map(); // what is known of cohorts, by their ids
  let opened = null; // whether the reader opened the settings or closed them

  // ----------------------------------------------------------------- who

  function role() {
    const kept = myDates.get("role");
    return roles.some((each) => each.value && each.value === kept) ? kept : said.role;
  }

  function chosen() {
    const options = cohort ? [...cohort.options] : [];
    return options.find((each) => each.value === myDates.get("cohort")) || options.find((each) => each.defaultSelected) || options[0];
  }

  myDates.take = function (data) {
    found.set(data.cohort, data);
    show();
  };

  // ----------------------------------------------------------------- when

  const clocks = new Map(); // of time zones: one takes long to make

  // What the clocks of a time zone say at a moment, else the reader's own: "2027-02-03T18:00:00", as Swedes write it.
  function clock(moment, timeZone) {
    if (!clocks.has(timeZone)) clocks.set(timeZone, new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }));
    return clocks.get(timeZone).format(moment).replace(" ", "T");
  }

  function today() {
    return clock(Date.now()).slice(0, 10);
  }

  // A day, and the hour where there is one: in the reader's own time, which is said where it is another.
  function at(each, day) {
    if (!each.start) return { day, words: myDates.say(day), sorted: day };
    const wall = `${day}T${each.start.time.replace(/(..)(..)/, "$1:$2:")}`;
    let start = Date.parse(`${wall}Z`);
    // twice, for the clocks may change between the two
    for (const zone of [each.start.zone, each.start.zone]) start += Date.parse(`${wall}Z`) - Date.parse(`${clock(start, zone)}Z`);
    const own = clock(start);
    const words = myDates.filled(said.at, myDates.say(own.slice(0, 10)), own === wall ? each.hour : myDates.hour(own));
    return { day, start, sorted: own, words: own === wall ? words : myDates.filled(said.local, words) };
  }

  function isOver(each, { day, start }) {
    if (!start) return day < today();
    return start + (each.deadline ? 0 : each.start.minutes || AN_HOUR) * 60000 <= Date.now();
  }

  // What lasts several days: a deadline's hour is on the last, any other on the first.
  function ofSeveralDays(each) {
    const [first] = each.days;
    const last = at(each.deadline ? each : {}, each.last);
    if (isOver(each, last)) return null;
    if (first < today()) return { ...last, words: myDates.filled(said.by, last.words) };
    if (!each.deadline) return at(each, first);
    return { ...last, sorted: first, words: myDates.filled(said.byLast, myDates.say(first), last.words) };
  }

  // When something is next; nothing for what is over.
  function nextOf(each) {
    if (each.last > each.days[0]) return ofSeveralDays(each);
    const near = myDates.moved(today(), "-2 day"); // no zone is further from another: of a daily series the fourth is to come
    const next = each.days.filter((day) => day >= near).slice(0, 4).map((day) => at(each, day)).find((found) => !isOver(each, found));
    return next && each.deadline ? { ...next, words: myDates.filled(said.by, next.words) } : next;
  }

  // ----------------------------------------------------------------- what

  // What is still to come for the reader, each with its next day; at the end what has no day yet.
  function toCome(data) {
    const mine = myEvents.of(data, role(), myDates.get("match")).filter((each) => each.kind !== "phase");
    const dated = mine.filter((each) => each.days.length).map((each) => ({ ...each, next: nextOf(each) }));
    const next = dated.filter((each) => each.next);
    next.sort((one, other) => (one.next.sorted < other.next.sorted ? -1 : Number(one.next.sorted > other.next.sorted)));
    return [...next, ...mine.filter((each) => !each.days.length)].slice(0, MOST);
  }

  function when(each) {
    return each.next ? each.next.words : each.words;
  }

  // What comes next and by when, for a panel that is folded.
  function inShort(each) {
    return [each.text, when(each)].filter(Boolean).join(said.separator);
  }

  function url(address) {
    const whole = new URL(address, myDates.home);
    if (whole.protocol === "file:") whole.pathname = whole.pathname.replace(/\/$/, "/index.html");
    return whole.href;
  }

  function entry(each) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const day = document.createElement("span");
    link.href = url(each.again && each.next ? `${each.address}#on=${each.next.day}` : each.address);
    link.textContent = each.text;
    day.className = "my-day";
    day.textContent = when(each);
    item.append(day, " ", link);
    return item;
  }

  // ----------------------------------------------------------------- showing it

  function show() {
    const option = chosen();
    const data = option && found.get(option.value);
    const known = Boolean(role());
    if (known && option && !data) myDates.load(option.dataset.dates).catch(() => {}); // without a network its words stand there
    const next = known && data ? toCome(data) : [];
    list.replaceChildren(...next.map(entry));
    list.hidden = known && !data ? !said.role : next.length === 0; // its room is there until it is known
    panel.querySelector(".my-none").hidden = !known || !data || next.length > 0;
    panel.querySelector(".my-title").textContent = next.length && said.short ? myDates.filled(said.next, inShort(next[0])) : said.title;
    showSettings(known, data);
  }

  function showSettings(known, data) {
    const day = myDates.get("match");
    const kept = Boolean(myDates.get("role") || day || myDates.get("cohort"));
    const label = roles.find((each) => each.value && each.value === role());
    const names = [label && label.nextElementSibling.textContent, day && myDates.filled(said.matched, myDates.say(day))];
    const told = names.filter(Boolean).join(said.separator);
    roles.forEach((each) => { each.checked = each.value === (myDates.get("role") || said.role); });
    if (match && match.value !== day && document.activeElement !== match) match.value = day;
    if (cohort) cohort.value = chosen().value;
    panel.querySelector(".my-match").hidden = !match || (roles.length > 0 && !known && !said.checklist);
    panel.querySelector(".my-cohort").hidden = !cohort || cohort.options.length < 2 || !known;
    settings.querySelector("summary").hidden = !told;
    settings.querySelector("summary").textContent = told ? myDates.filled(said.you, told) : said.who;
    if (!settings.contains(document.activeElement)) settings.open = opened === null ? !known || Boolean(match && !day) : opened;
    panel.querySelector("[data-do=forget]").hidden = !kept;
    panel.querySelector("[data-do=calendar]").hidden = !known || (!data && !said.role);
  }

  // What makes calendar files comes when someone takes one; a checklist has it already.
  async function save(data) {
    if (typeof calendarFile === "undefined") await myDates.load(said.files);
    await myDates.load(said.calendar);
    calendarFile.save(data.cohort.replace(/\//g, "-"), myCalendar(data, role(), myDates.get("match")));
  }

  settings.querySelector("summary").addEventListener("click", () => { opened = !settings.open; });
  panel.querySelector("[data-do=forget]").addEventListener("click", function () {
    opened = null;
    myDates.forget();
    panel.querySelector("input").focus();
  });
  panel.querySelector("[data-do=calendar]").addEventListener("click", function () {
    const data = found.get(chosen().value);
    if (data) save(data);
  });
  document.addEventListener("my-dates", show);
  show();
})();
