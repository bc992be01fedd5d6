// A moment put together from its parts: which of them are shown, and what they are.

document.body.classList.add("scripted"); // without a script the text itself is shown

// The parts beside a control, or nothing while some are missing; what is written of them is the server's to say.
export function partsOf(control) {
  const box = control.closest(".moment");
  const parts = {};
  for (const each of box.querySelectorAll("[data-part]")) parts[each.dataset.part] = each.value;
  box.dataset.how = parts.how;
  box.dataset.anchor = parts.anchor;
  const text = box.querySelector("[data-part=words]");
  if (parts.how === "words") {
    text.focus();
    return null;
  }
  const lacksNumber = ["before", "after"].includes(parts.how) && !parts.number;
  const lacksDay = parts.how && parts.anchor === "day" && !parts.day;
  box.classList.toggle("half-made", Boolean(lacksNumber || lacksDay));
  delete parts.words;
  return lacksNumber || lacksDay ? null : parts;
}
