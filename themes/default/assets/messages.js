// Copies the text of a message.
(function () {
  "use strict";

  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", async function () {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.closest(".message").querySelector("[role=status]").textContent = button.dataset.copied;
    });
  });
})();
