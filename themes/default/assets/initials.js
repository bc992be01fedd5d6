// Loaded when it is needed: puts initials at clauses. Each party gives theirs once; then one tap is enough.
const shortSignatures = (function () {
  "use strict";

  const dialog = document.querySelector(".form-sign");
  const said = dialog.dataset;
  // Who gave initials last on this page: asked once where a box is for all.
  let last = "";

  function tokens(value) {
    return value.split(/[,;]/).map((each) => each.trim()).filter(Boolean);
  }

  function ownOf(signer) {
    return (signing.all().get(signer) || {}).initials;
  }

  // Puts the initials of whoever a box is for into it.
  async function put(control, button) {
    const owner = control.dataset.signer;
    const there = tokens(control.value);
    const known = ownOf(owner || last);
    const own = known && !there.includes(known.text) ? { signer: owner || last, ...known } : await ask(owner, there);
    if (!own) return;
    last = own.signer;
    const form = signing.form();
    const state = form.state();
    form.kept.signed.set(own.signer, { ...form.kept.signed.get(own.signer), initials: { text: own.text, drawn: own.drawn } });
    control.value = owner ? own.text : [...there.filter((each) => each !== own.text), own.text].join(", ");
    signing.written([control.name]);
    form.finish(state, button);
    (button.hidden ? control : button).focus();
  }

  async function ask(owner, there) {
    const signers = owner ? [owner] : signing.signers();
    const open = signers.filter((each) => !ownOf(each) || !there.includes(ownOf(each).text));
    const first = open[0] || signers[0];
    const known = ownOf(first) || { text: "", drawn: "" };
    const answer = await pad.ask(dialog, {
      title: said.initialsTitle,
      who: signers.map((each) => [each, signing.titleOf(each)]),
      chosen: first,
      name: known.text,
      drawn: known.drawn,
    });
    return answer && { signer: answer.who, text: answer.name.replace(/[,;]/g, " "), drawn: answer.drawn };
  }

  // Shows what was drawn for the letters that stand in each box, and a button where initials are missing.
  function show() {
    document.querySelectorAll(".acknowledge:has([data-do=initial])").forEach(function (place) {
      const control = place.querySelector("[data-signer]");
      const { signer } = control.dataset;
      const there = tokens(control.value);
      const from = (signer ? [signer] : signing.signers()).map(ownOf).filter((each) => each && each.drawn && there.includes(each.text));
      const whole = from.length && from.length === there.length;
      place.querySelector(".drawn-initials").replaceChildren(...from.map(({ text, drawn }) => signatures.picture(drawn, text)));
      place.toggleAttribute("data-drawn", Boolean(whole));
      place.querySelector("[data-do=initial]").hidden = there.length >= (signer ? 1 : signing.signers().length);
    });
  }

  return { put, show };
})();
