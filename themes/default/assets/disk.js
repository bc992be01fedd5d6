// Pages opened from disk have no server that turns "folder/" into "folder/index.html".
(function () {
  "use strict";
  if (location.protocol !== "file:") return;
  document.querySelectorAll("a[href]").forEach(function (link) {
    var href = link.getAttribute("href");
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(href)) return;
    link.setAttribute("href", href.replace(/^([^?#]*\/)(?=[?#]|$)/, "$1index.html"));
  });
})();
