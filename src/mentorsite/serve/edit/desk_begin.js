// The page where there is no handbook yet: sends what was chosen, and shows what keeps it from being made.
import { post } from "./desk_send.js";

const status = document.getElementById("status");
const starters = [...document.querySelectorAll("[name=starter]")];

function showLanguages() {
  const chosen = starters.find((each) => each.checked);
  for (const each of document.querySelectorAll("[data-of]")) {
    each.hidden = each.dataset.of !== chosen.value;
    each.querySelector("select").disabled = each.hidden;
  }
}

function wrong(form, { refused, about }) {
  form.querySelector("[role=alert]").textContent = refused;
  const field = about && form.elements[about];
  if (!field) return;
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

document.addEventListener("submit", async function (event) {
  event.preventDefault();
  const form = event.target;
  const buttons = [...document.querySelectorAll("button")];
  if (buttons.some((each) => each.getAttribute("aria-disabled"))) return; // pressed twice
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  form.querySelector("[role=alert]").textContent = "";
  status.textContent = "One moment …";
  for (const each of buttons) each.setAttribute("aria-disabled", "true");
  const answer = await post(form.dataset.begin, Object.fromEntries(new FormData(form, event.submitter)));
  for (const each of buttons) each.removeAttribute("aria-disabled");
  status.textContent = "";
  if (answer.go) location.href = answer.go;
  else wrong(form, answer);
});

for (const each of starters) each.addEventListener("change", showLanguages);
showLanguages();
