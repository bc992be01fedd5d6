// A form's answers as text: long ones grow on screen, and paper shows words where the screen has boxes.
(function () {
  "use strict";

  const { day, time } = savedAnswers;

  function words(control) {
    if (control.type === "date") return day(control.value);
    if (control.type === "time") return time(control.value);
    if (control.type === "select-one") return control.selectedOptions.length ? control.selectedOptions[0].text : "";
    return control.value;
  }

  // style.css draws `data-typed`: under a text that grows, and in place of every control on paper.
  function mirror(control) {
    const answer = control.parentElement;
    if (answer && answer.classList.contains("answer")) answer.dataset.typed = words(control);
  }

  function mirrorAll() {
    document.querySelectorAll(".answer > :is(input, select, textarea)").forEach(mirror);
  }

  // An answer of one's own takes the place of the one that was chosen.
  function unchoose(control) {
    const options = control.closest(".option-other") && control.closest(".options");
    if (!options || !control.value) return;
    options.querySelectorAll("[type=radio]").forEach(function (radio) { radio.checked = false; });
  }

  document.addEventListener("input", function (event) {
    unchoose(event.target);
    mirror(event.target);
  });
  document.addEventListener("answers", mirrorAll);
  mirrorAll();
})();
