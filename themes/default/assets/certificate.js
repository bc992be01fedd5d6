// Puts what is typed beside a certificate in its place on it. Nothing is kept: closing the page forgets it.
(function () {
  "use strict";

  var form = document.querySelector(".certificate-fields");
  form.hidden = false;
  document.querySelectorAll("[data-blank]").forEach(function (blank) {
    blank.dataset.empty = blank.textContent;
  });

  function show(input) {
    document.querySelectorAll('[data-blank="' + input.dataset.fills + '"]').forEach(function (blank) {
      var typed = input.value.trim();
      blank.textContent = typed || blank.dataset.empty;
      blank.classList.toggle("filled", typed !== "");
      blank.dir = typed ? "auto" : "";
    });
  }

  form.querySelectorAll("[data-fills]").forEach(function (input) {
    input.addEventListener("input", function () { show(input); });
    show(input); // what the browser put back
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    window.print();
  });
})();
