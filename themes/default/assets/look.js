// The look that a reader chose. This one script stands in the head, ahead of the style sheets, and is not deferred:
// so no page is painted in another look first. It comes before the style sheets do, and nothing is painted without those.
(function () {
  "use strict";

  const KEY = "mentorsite:look";
  const LOOKS = ["light", "dark", "contrast"];
  const root = document.documentElement;

  // Some browsers keep nothing, and say so by an error: then a choice holds for its page.
  function kept() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch {
      return undefined;
    }
  }

  function keep(look) {
    try {
      localStorage.setItem(KEY, look);
    } catch { /* see above */ }
  }

  // Without one of these looks, the page is as the reader's device says.
  function show(look) {
    if (look === undefined) return;
    if (LOOKS.includes(look)) root.dataset.look = look;
    else delete root.dataset.look;
    const choice = document.getElementById("_look");
    if (choice) choice.value = root.dataset.look || "";
  }

  function offer() {
    const choice = document.getElementById("_look");
    if (!choice) return;
    choice.addEventListener("change", function () {
      show(choice.value);
      keep(choice.value);
    });
    choice.value = root.dataset.look || "";
    choice.closest(".look").hidden = false;
  }

  // In a menu longer than a screen, the page that one is on may stand below its foot. `scrollIntoView` would move the
  // page, too.
  function showHere() {
    const here = document.querySelector(".navigation [aria-current]");
    if (!here || !matchMedia("(min-width: 64em)").matches) return;
    const foot = document.querySelector(".preferences").getBoundingClientRect().top;
    const below = here.getBoundingClientRect().bottom - foot;
    if (below > 0) here.closest(".site").scrollTop += below + here.offsetHeight;
  }

  show(kept());
  document.addEventListener("DOMContentLoaded", offer);
  addEventListener("load", showHere);
  // Chosen in another tab, or on a page after this one that the reader came back from.
  addEventListener("storage", () => show(kept()));
  addEventListener("pageshow", (event) => event.persisted && show(kept()));
})();
