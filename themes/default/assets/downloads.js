// Shows the files of the forms that are for the reader's role, and all once nobody has said one.
(function () {
  "use strict";

  const rows = [...document.querySelectorAll(".part tr[data-roles]")];

  function narrow() {
    const role = myDates.get("role");
    rows.forEach((row) => { row.hidden = Boolean(role) && !row.dataset.roles.split(" ").includes(role); });
    document.querySelectorAll(".part").forEach(function (part) {
      part.hidden = [...part.querySelectorAll("tbody tr")].every((row) => row.hidden);
    });
  }

  document.addEventListener("my-dates", narrow);
  narrow();
})();
