// Once a page stands: has the browser keep the handbook for reading without a network, unless its reader wants none of it.
(function () {
  "use strict";

  // Some browsers offer to install what has a manifest. Their menu still can; nobody is asked.
  window.addEventListener("beforeinstallprompt", (event) => event.preventDefault());
  const workers = navigator.serviceWorker;
  if (!workers || !location.protocol.startsWith("http")) return;
  const url = new URL(document.currentScript.dataset.worker, location.href);

  // Handbooks of one host share its storage, so what is kept begins with where this one lives. Some browsers keep
  // nothing, and say so by an error.
  function said(name) {
    try {
      return localStorage.getItem(`mentorsite:${new URL("./", url).pathname}:${name}`) || "";
    } catch {
      return "";
    }
  }

  // What is kept depends on who reads.
  function keep() {
    if (workers.controller) workers.controller.postMessage({ role: said("role") });
  }

  workers.addEventListener("controllerchange", keep);
  document.addEventListener("my-dates", keep);
  window.addEventListener("load", () => setTimeout(function () {
    if (said("offline") !== "off") workers.register(url).then(keep, () => null);
  }, 1000));
})();
