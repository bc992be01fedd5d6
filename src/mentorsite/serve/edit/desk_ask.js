// Asks something in a dialog; gives what was written, or nothing where that was left.

const question = document.getElementById("question");

export function ask({ title, text, pre = "", label = "", value = "", type = "text", yes }) {
  const [heading, words, difference] = ["h2", "p", "pre"].map((each) => question.querySelector(each));
  const asked = question.querySelector("label");
  const input = asked.querySelector("input");
  heading.textContent = title;
  words.textContent = text;
  difference.textContent = pre;
  difference.hidden = !pre;
  asked.hidden = !label;
  asked.querySelector("span").textContent = label;
  input.type = type;
  input.value = value;
  question.querySelector("[value=yes]").textContent = yes;
  question.returnValue = "";
  question.showModal();
  return new Promise(function (resolve) {
    question.addEventListener("close", () => resolve(question.returnValue === "yes" ? input.value : null), { once: true });
  });
}
