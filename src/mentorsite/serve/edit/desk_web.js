// Whether what was published is on the web: asked once after publishing, and each time someone looks again.
import { post } from "./desk_send.js";

const section = document.getElementById("web");
const button = section.querySelector("button");
const words = section.querySelector("[data-web]");

function since(moment) {
  const then = new Date(moment);
  const isToday = then.toDateString() === new Date().toDateString();
  return isToday ? then.toLocaleTimeString([], { timeStyle: "short" }) : then.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

async function look() {
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  words.textContent = "Looking …";
  const answer = await post("look", {});
  button.removeAttribute("aria-disabled");
  button.textContent = "Look again";
  words.textContent = answer.since ? `${answer.web} since ${since(answer.since)}.` : answer.web || answer.refused;
}

if (button) {
  button.addEventListener("click", look);
  if ("now" in section.dataset) look();
}
