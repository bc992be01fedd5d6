// Lets lists and tables have more rows: they stand in the page, hidden until someone asks for one or has filled it in.
(function () {
  "use strict";

  function isFilled(control) {
    return control.type === "checkbox" || control.type === "radio" ? control.checked : Boolean(control.value);
  }

  function begin(place) {
    const rows = [...place.parentElement.querySelectorAll("[data-more]")];

    // Rows that are shown stay: someone may be about to write there.
    function settle() {
      const filled = rows.map((row) => [...row.querySelectorAll("[name]")].some(isFilled));
      rows.slice(0, filled.lastIndexOf(true) + 1).forEach((row) => { row.hidden = false; });
      place.hidden = !rows.some((row) => row.hidden);
    }

    place.querySelector("button").addEventListener("click", function () {
      const next = rows.find((row) => row.hidden);
      next.hidden = false;
      next.querySelector("[name]").focus();
      settle();
    });
    document.addEventListener("answers", settle);
    settle();
  }

  document.querySelectorAll(".more-rows").forEach(begin);
})();
