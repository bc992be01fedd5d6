// What a form that is signed has from the start: it loads the rest when someone signs, or has signed.
function formSigning(form) {
  "use strict";

  const { scripts, cannot } = document.querySelector(".form-sign").dataset;
  const canSign = Boolean(window.crypto && crypto.subtle);

  async function load() {
    const found = await form.loaded(scripts, () => signing);
    if (found) found.begin(form);
    return found;
  }

  function show() {
    if (form.kept.signed.size) load();
  }

  function begin() {
    document.querySelectorAll("[data-do=sign], [data-do=initial]").forEach(function (button) {
      button.hidden = !canSign;
      button.toggleAttribute("data-room", canSign); // else its room is for the box
    });
    if (!canSign) document.querySelector(".sign-help").textContent = cannot;
    show();
  }

  async function sign({ target }) {
    const found = await load();
    if (found) found.sign(target.closest(".signature").dataset.signer, target);
  }

  async function initial({ target }) {
    if (await load()) shortSignatures.put(target.parentElement.querySelector("[data-signer]"), target);
  }

  form.signer = load;
  return { begin, show, sign, initial };
}
