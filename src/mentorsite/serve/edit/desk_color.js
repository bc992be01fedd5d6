// A colour is shown as it is picked or written: in the field beside, and in samples of text.

const six = (text) => (/^#[\da-f]{3}$/i.test(text) ? text.replace(/[\da-f]/gi, "$&$&") : text);

function paint(samples, color) {
  samples.hidden = !/^#[\da-f]{6}$/i.test(color);
  samples.style.setProperty("--picked", color);
}

// Takes the colour that was proposed.
export function choose(button) {
  const field = button.closest("[data-path]").querySelector("input[type=text]");
  field.value = button.dataset.proposed;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  field.focus();
}

export function coloring(main) {
  const paintAll = () => { for (const each of main.querySelectorAll("[data-color]")) paint(each, each.dataset.color); };
  main.addEventListener("input", function ({ target }) {
    const box = target.closest(".color");
    if (!box) return;
    const color = six(target.value.trim());
    for (const each of box.querySelectorAll("input")) if (each !== target) each.value = each.type === "color" ? color : target.value;
    paint(box.querySelector(".samples"), color);
  });
  new MutationObserver(paintAll).observe(main, { childList: true });
  paintAll();
}
