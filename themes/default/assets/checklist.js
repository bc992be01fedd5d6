// Helps with a checklist: how much is done, what is mine first, and days instead of "after your match".
(function () {
  "use strict";

  const tools = document.querySelector(".checklist-tools");
  if (!tools) return;

  const said = tools.dataset;
  const items = [...document.querySelectorAll(".item")];
  const dues = [...document.querySelectorAll(".due[data-after]")];
  const wording = new Map(dues.map((due) => [due, due.textContent]));
  const match = tools.querySelector("#_match");
  const roles = [...tools.querySelectorAll("[name=_role]")];
  const bar = tools.querySelector("progress");

  // The match and the role are the same on every checklist of this handbook.
  const home = new URL(said.home, location.href).pathname.replace(/index\.html$/, "");
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

  const figures = new Intl.NumberFormat(language);

  function filled(pattern, ...values) {
    return pattern.replace(/\{(\d)\}/g, (_, index) => values[index]);
  }

  function keep(name, value) {
    try {
      localStorage.setItem(`mentorsite:${home}:${name}`, value);
    } catch {
      // It lasts as long as the page is open; answers.js says so.
    }
  }

  function kept(name) {
    try {
      return localStorage.getItem(`mentorsite:${home}:${name}`) || "";
    } catch {
      return "";
    }
  }

  // ----------------------------------------------------------------- how much

  function count() {
    const mine = items.filter((item) => !item.classList.contains("item-other"));
    const done = mine.filter((item) => item.querySelector("[type=checkbox]").checked).length;
    bar.max = Math.max(mine.length, 1);
    bar.value = done;
    tools.querySelector(".progress label").textContent = filled(said.done, figures.format(done), figures.format(mine.length));
  }

  // ----------------------------------------------------------------- whose

  function isFor(item, role) {
    return !role || !item.dataset.roles || item.dataset.roles.split(" ").includes(role);
  }

  // What is for others goes below, each part in its own order.
  function arrange(role) {
    items.forEach((item) => item.classList.toggle("item-other", !isFor(item, role)));
    document.querySelectorAll(".items").forEach(function (list) {
      const own = items.filter((item) => list.contains(item));
      list.append(...own.filter((item) => isFor(item, role)), ...own.filter((item) => !isFor(item, role)));
    });
    count();
  }

  // ----------------------------------------------------------------- when

  // The day after steps such as "+2 weeks -1 months"; a month's last day where it has too few.
  function moved(day, steps) {
    let [year, month, date] = day.split("-").map(Number);
    for (const [, sign, number, unit] of steps.matchAll(/([+-])(\d+) (day|week|month)/g)) {
      const by = Number(sign + number);
      if (unit === "month") {
        const last = new Date(Date.UTC(year, month + by, 0));
        [year, month, date] = [last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(date, last.getUTCDate())];
      } else {
        const to = new Date(Date.UTC(year, month - 1, date + by * (unit === "week" ? 7 : 1)));
        [year, month, date] = [to.getUTCFullYear(), to.getUTCMonth() + 1, to.getUTCDate()];
      }
    }
    return new Date(Date.UTC(year, month - 1, date));
  }

  function tell(day) {
    const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    dues.forEach(function (due) {
      delete due.dataset.day;
      due.textContent = wording.get(due);
      if (!day) return;
      const on = moved(day, due.dataset.after);
      due.dataset.day = on.toISOString().slice(0, 10);
      due.textContent = filled(due.dataset.pattern, format.format(on), due.dataset.words);
    });
    document.dispatchEvent(new Event("days"));
  }

  // ----------------------------------------------------------------- beginning

  function restore() {
    if (match) {
      match.value = kept("match");
      tell(match.value);
    }
    const role = roles.find((each) => each.value === kept("role"));
    if (role) role.checked = true;
    arrange(role ? role.value : "");
  }

  if (match) {
    match.addEventListener("input", function () {
      keep("match", match.value);
      tell(match.value);
    });
  }
  roles.forEach((role) => role.addEventListener("input", function () {
    keep("role", role.value);
    arrange(role.value);
  }));
  document.addEventListener("input", count);
  document.addEventListener("answers", count);
  window.addEventListener("storage", restore);

  tools.hidden = false;
  restore();
})();
