// Asks how far all days of something are to be moved: to another first day, or by weeks or months.

const dialog = document.getElementById("shift");
const [first, how, day, number] = ["first", "how", "day", "number"].map((each) => document.getElementById(`shift-${each}`));

function fit() {
  for (const [input, isAsked] of [[day, how.value === "day"], [number, how.value !== "day"]]) {
    input.disabled = !isAsked;
    input.closest("label").hidden = !isAsked;
  }
}
how.addEventListener("change", fit);

// Gives what is to be sent, or nothing where it was left.
export function askDistance(button) {
  first.textContent = `The first is ${button.dataset.called}.`;
  how.value = "day";
  day.value = button.dataset.first;
  number.value = "1";
  fit();
  dialog.returnValue = "";
  dialog.showModal();
  day.focus();
  return new Promise(function (resolve) {
    dialog.addEventListener("close", function () {
      if (dialog.returnValue !== "yes") return resolve(null);
      if (how.value !== "day") return resolve({ by: Number(number.value), unit: how.value });
      return resolve(day.value === button.dataset.first ? null : { first: button.dataset.first, then: day.value });
    }, { once: true });
  });
}
