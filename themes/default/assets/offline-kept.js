// Says how much of the handbook the device keeps for reading without a network; deletes it, and keeps it again.
(function () {
  "use strict";

  const workers = navigator.serviceWorker;
  if (!workers || !location.protocol.startsWith("http")) return;
  const url = new URL(document.querySelector("[data-worker]").dataset.worker, location.href);
  const home = new URL("./", url);
  const key = `mentorsite:${home.pathname}:offline`; // says "off" once a reader wants none of it
  const section = document.querySelector(".kept-offline");
  const { size, none } = section.dataset;
  const status = section.querySelector("[role=status]");
  const [deleteButton, keepButton] = section.querySelectorAll("button");
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const megabytes = new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const OFTEN = 2000; // milliseconds: it grows while the page is open

  async function names() {
    return (await caches.keys()).filter((name) => name.startsWith(`mentorsite ${home.pathname} `));
  }

  async function bytesKept() {
    let sum = 0;
    for (const name of await names()) {
      for (const response of await (await caches.open(name)).matchAll()) sum += (await response.blob()).size;
    }
    return sum;
  }

  async function show() {
    const bytes = await bytesKept();
    const text = bytes ? size.replace("{0}", megabytes.format(Math.max(bytes / 1e6, 0.1))) : none;
    if (status.textContent !== text) status.textContent = text;
    section.hidden = false;
  }

  function isOff() {
    try {
      return localStorage.getItem(key) === "off";
    } catch {
      return false;
    }
  }

  // Where the browser keeps no such word, pages are kept again at the next visit, and can be deleted again.
  function turn(off) {
    try {
      if (off) localStorage.setItem(key, "off");
      else localStorage.removeItem(key);
    } catch { /* as above */ }
    offer(off);
  }

  function offer(off) {
    deleteButton.hidden = off;
    keepButton.hidden = !off;
  }

  async function remove() {
    turn(true);
    keepButton.focus();
    const registration = await workers.getRegistration(home.href);
    if (registration && registration.scope === home.href) await registration.unregister();
    for (const name of await names()) await caches.delete(name);
    await show();
  }

  async function keep() {
    turn(false);
    deleteButton.focus();
    await workers.register(url).catch(() => null);
    await show();
  }

  deleteButton.addEventListener("click", remove);
  keepButton.addEventListener("click", keep);
  const timer = setInterval(show, OFTEN);
  window.addEventListener("pagehide", () => clearInterval(timer));
  offer(isOff());
  show();
})();
