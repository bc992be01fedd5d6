// Helps with a checklist: how much is done, and what is mine first.
(function () {
  "use strict";

  const tools = document.querySelector(".checklist-tools");
  if (!tools) return;

  const items = [...document.querySelectorAll(".item")];
  const bar = tools.querySelector("progress");
  const figures = new Intl.NumberFormat(myDates.language);

  function count() {
    const mine = items.filter((item) => !item.classList.contains("item-other"));
    const done = mine.filter((item) => item.querySelector("[type=checkbox]").checked).length;
    bar.max = Math.max(mine.length, 1);
    bar.value = done;
    const said = myDates.filled(tools.dataset.done, figures.format(done), figures.format(mine.length));
    tools.querySelector("label").textContent = said;
  }

  function isFor(item, role) {
    return !role || !item.dataset.roles || item.dataset.roles.split(" ").includes(role);
  }

  // What is for others goes below, each part in its own order. For whom the list says nothing, all are alike.
  function arrange() {
    const kept = myDates.get("role");
    const role = items.some((item) => isFor(item, kept)) ? kept : "";
    items.forEach((item) => item.classList.toggle("item-other", !isFor(item, role)));
    document.querySelectorAll(".items").forEach(function (list) {
      const own = items.filter((item) => list.contains(item));
      list.append(...own.filter((item) => isFor(item, role)), ...own.filter((item) => !isFor(item, role)));
    });
    count();
  }

  document.addEventListener("my-dates", arrange);
  document.addEventListener("input", count);
  document.addEventListener("answers", count);

  tools.hidden = false;
  arrange();
})();
