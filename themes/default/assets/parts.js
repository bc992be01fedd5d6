// A link that leads to a part of a page that is closed opens it.
(function () {
  "use strict";

  function open() {
    const target = document.querySelector(":target");
    for (let part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (target) target.scrollIntoView();
  }

  window.addEventListener("hashchange", open);
  window.addEventListener("load", open); // before that, nothing is `:target` yet
})();
