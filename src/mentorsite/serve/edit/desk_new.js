// The form for a new file: says what each example holds, and asks for one.
import { post } from "./desk_send.js";

const [kind, title, folder, about] = ["new-kind", "new-title", "new-folder", "new-about"].map((id) => document.getElementById(id));

function explain() {
  const [chosen] = kind.selectedOptions;
  about.textContent = chosen.dataset.about;
  folder.parentNode.hidden = !("page" in chosen.dataset);
}

// `take` shows what the desk answered.
export function newFiles(take) {
  kind.addEventListener("change", explain);
  explain();
  kind.form.addEventListener("submit", async function () {
    const sent = { kind: kind.value, title: title.value.trim(), folder: folder.value.trim() };
    take(sent.title ? await post("new", sent) : { refused: "Give it a title first." });
  });
}
