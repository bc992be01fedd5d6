// A link that leads to a part of a page that is closed opens it.
(function () {
  "use strict";

  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (target) target.scrollIntoView();
  }

  window.addEventListener("hashchange", open);
  if (location.hash) open();
})();
