// What the buttons above a text put into it: marks of Markdown, links and pictures.
import { ask } from "./desk_ask.js";
import { choose } from "./desk_pick.js";
import { post } from "./desk_send.js";

const upload = document.getElementById("upload");
const plainWords = (text) => text.replace(/[[\]\n]/g, " ").trim();

// A picture between lines is a paragraph of its own; in a line it stays in it.
function apart(made, before, after) {
  const isInLine = /[^\n]$/.test(before) && /^[^\n]/.test(after);
  if (isInLine) return made;
  const above = before.trim() ? "\n".repeat(Math.max(0, 2 - before.match(/\n*$/)[0].length)) : "";
  const below = "\n".repeat(Math.max(0, 2 - after.match(/^\n*/)[0].length));
  return `${above}${made}${below}`;
}

// `desk` is what the page's own script lends: `send`, `tell` and the path of the `file`.
export function texts(desk) {
  let area; // the text that a picture goes to

  const areaOf = (button) => button.closest(".field, .row").querySelector("textarea");

  // Puts the marks of Markdown around what is selected, or before its lines.
  function wrap(button) {
    const here = areaOf(button);
    const { selectionStart: from, selectionEnd: to, value } = here;
    const words = value.slice(from, to) || "words";
    const { mark } = button.dataset;
    const made = mark.endsWith(" ") ? words.split("\n").map((line) => `${mark}${line}`).join("\n") : `${mark}${words}${mark}`;
    here.focus();
    here.setRangeText(made, from, to, "select");
    desk.send(here, true);
  }

  // The form may have been made anew meanwhile: the text is looked for again.
  function back({ id }, from, to) {
    const here = document.getElementById(id);
    here.focus();
    here.setSelectionRange(from, to);
    return here;
  }

  async function link(button) {
    const here = areaOf(button);
    const { selectionStart: from, selectionEnd: to, value } = here;
    const picked = await choose({ title: "Link", asked: post("links", { file: desk.file() }), text: value.slice(from, to) });
    const again = back(here, from, to);
    if (!picked) return undefined;
    again.setRangeText(`[${plainWords(picked.words)}](${picked.path})`, from, to, "end");
    return desk.send(again, true);
  }

  async function picture(button) {
    area = areaOf(button);
    const { selectionStart: from, selectionEnd: to } = area;
    const picked = await choose({ title: "Picture", asked: post("pictures", { file: desk.file() }), pictures: true });
    back(area, from, to);
    if (picked && picked.upload) upload.click();
    return picked && !picked.upload ? put(async () => picked.path) : undefined;
  }

  // Asks what a picture shows, and puts it in; `take` gives the path that the text writes.
  async function put(take) {
    const { selectionStart: from, selectionEnd: to } = area;
    const words = await ask({ title: "Picture", text: "What does it show? These words are read to people who can't see it.", label: "In words", yes: "Put it in" });
    const here = back(area, from, to);
    if (words === null) return;
    const path = await take();
    if (!path) return;
    const made = apart(`![${plainWords(words)}](${path})`, here.value.slice(0, from), here.value.slice(to));
    here.setRangeText(made, from, to, "end");
    await desk.send(here, true);
  }

  upload.addEventListener("change", function () {
    const [file] = upload.files;
    upload.value = "";
    if (file) put(async function () {
      const answer = await post("upload", file, { "x-name": encodeURIComponent(file.name), "x-beside": encodeURIComponent(desk.file()) });
      desk.tell(answer.refused || answer.said);
      return answer.name;
    });
  });
  return { wrap, link, picture };
}
