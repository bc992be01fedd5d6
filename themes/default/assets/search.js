// The way to search: a button, "/" and Ctrl+K. What searching needs is loaded when someone is about to use it.
(function () {
  "use strict";

  const button = document.querySelector(".search-open");
  const dialog = document.querySelector("dialog.search");
  const slash = document.getElementById("_search-slash");
  const KEY = "mentorsite:search-slash";
  // A page opened from disk may not read other files, so there is nothing to search with.
  if (location.protocol === "file:") button?.remove();
  if (!button || !dialog || !button.isConnected) return;
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  let loading;

  // Some browsers keep nothing, and say so by an error.
  function remembered(value) {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      localStorage.setItem(KEY, value);
    } catch { /* then it holds for this page */ }
    return null;
  }

  function load() {
    loading ||= import(new URL(button.dataset.does, location.href)).then((does) => does.start(dialog));
    loading.catch(function () {
      loading = undefined;
      dialog.querySelector("[role=status]").textContent = dialog.dataset.failed;
    });
  }

  function open() {
    load();
    if (!dialog.open) dialog.showModal();
    document.getElementById("_search").select();
  }

  function types(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  function showKey() {
    button.querySelector("kbd").textContent = slash.checked ? "/" : apple ? "⌘ K" : "Ctrl K";
    button.setAttribute("aria-keyshortcuts", slash.checked ? "Control+K Meta+K /" : "Control+K Meta+K");
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const command = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";
    const single = event.key === "/" && !event.ctrlKey && !event.metaKey && slash.checked;
    if (!(command || single) || types(event.target)) return;
    event.preventDefault();
    open();
  });
  slash.addEventListener("change", function () {
    remembered(slash.checked ? "on" : "off");
    showKey();
  });
  button.addEventListener("click", open);
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  // A click beside the dialog lands on the dialog itself; a link may lead to a place on this very page.
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  button.addEventListener("pointerover", load, { once: true });
  button.addEventListener("focus", load, { once: true });
  slash.checked = remembered() !== "off";
  showKey();
  button.hidden = false;
})();
