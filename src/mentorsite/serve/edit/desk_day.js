// A day whose year is half typed, as 0020, isn't sent while its field is typed in, but once that is left.
// This listens before the page's own script does.
const IN_THE_CALENDAR = /^(19|20|21)\d\d-/;
const waiting = new Set();

const isHalfTyped = ({ value, validity }) => (value ? !IN_THE_CALENDAR.test(value) : validity.badInput);

document.addEventListener("change", function (event) {
  const { target } = event;
  if (target.type !== "date") return;
  waiting.delete(target);
  if (!event.isTrusted || target !== document.activeElement || !isHalfTyped(target)) return;
  waiting.add(target);
  event.stopPropagation();
}, true);

document.addEventListener("focusout", function ({ target }) {
  if (waiting.delete(target)) target.dispatchEvent(new Event("change", { bubbles: true }));
});
