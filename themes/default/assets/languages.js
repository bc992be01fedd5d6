// The languages of a page: a choice is kept on this device, and leads to the same place of the page.
(function () {
  "use strict";

  const KEPT = "mentorsite:language";
  const PLACE = "mentorsite:place";
  const HEADINGS = "main :is(h1, h2, h3)";
  const languages = document.querySelector(".languages");

  // Some browsers keep nothing, and say so by an error: then the page begins at its top.
  function keep(storage, key, value) {
    try {
      window[storage].setItem(key, value);
    } catch { /* see above */ }
  }

  function kept(storage, key) {
    try {
      return window[storage].getItem(key) || "";
    } catch {
      return "";
    }
  }

  function tops() {
    return [...document.querySelectorAll(HEADINGS)].map((each) => each.getBoundingClientRect().top);
  }

  // The heading that one reads below, and how far below: translations have as many headings, under other names.
  function place() {
    const all = tops();
    const at = all.findLastIndex((top) => top <= innerHeight / 4);
    return at < 0 ? "" : JSON.stringify([at, all.length, Math.round(all[at])]);
  }

  function remember(event) {
    const link = event.target.closest("a[hreflang]");
    if (!link) return;
    keep("localStorage", KEPT, link.hreflang);
    keep("sessionStorage", PLACE, scrollY ? place() : "");
  }

  function goBack() {
    const found = kept("sessionStorage", PLACE);
    if (!found) return;
    keep("sessionStorage", PLACE, "");
    const [at, length, top] = JSON.parse(found);
    const all = tops();
    if (all.length === length && !location.hash) scrollBy({ top: all[at] - top, behavior: "instant" });
  }

  // Nobody is sent elsewhere: who chose another language before, and came here from outside, is offered the page in it.
  function offer() {
    const link = languages.querySelector(`a[hreflang="${CSS.escape(kept("localStorage", KEPT))}"]`);
    if (!link || !link.dataset.offer || document.referrer.startsWith(location.origin)) return;
    languages.classList.add("offers");
    link.textContent = link.dataset.offer;
  }

  languages.addEventListener("click", remember);
  goBack();
  offer();
})();
