// Keeps an open page as the handbook's files are, and shows what is wrong with them.
(function () {
  "use strict";

  const { seen, draft } = document.currentScript.dataset;
  const own = new URL(".", document.currentScript.src);
  const GONE_AFTER = 3000;
  let channel;
  let gone = 0;
  let shownText = "";

  // ---------------------------------------------------------------- changes

  function take(state) {
    isBack();
    if (state.page !== seen) {
      channel.close();
      location.reload(); // the browser keeps the place, forms keep their answers
      return;
    }
    restyle(state.styles);
    show(state);
  }

  // Puts the new version of a style sheet behind the old one, which goes when the new one is there.
  function restyle(styles) {
    const links = [...document.querySelectorAll("link[rel~=stylesheet]")];
    const newest = new Map(links.map((link) => [new URL(link.href).pathname, link]));
    newest.forEach(function (link, path) {
      const version = styles[path];
      if (!version || new URL(link.href).search === `?v=${version}`) return;
      const fresh = link.cloneNode();
      const old = links.filter((each) => new URL(each.href).pathname === path);
      fresh.addEventListener("load", () => old.forEach((each) => each.remove()));
      fresh.href = `${path}?v=${version}`;
      link.after(fresh);
    });
  }

  // A tab that nobody sees holds no connection: a browser has six for each site. It catches up when it is seen.
  function connect() {
    if (document.hidden || (channel && channel.readyState !== EventSource.CLOSED)) return;
    const address = new URL("changes", own);
    address.searchParams.set("page", location.pathname);
    channel = new EventSource(address);
    channel.addEventListener("message", (event) => take(JSON.parse(event.data)));
    channel.addEventListener("error", function () {
      gone ||= setTimeout(() => note("The preview has ended: this page changes no more."), GONE_AFTER);
    });
  }

  function disconnect() {
    isBack();
    if (channel) channel.close();
  }

  function isBack() {
    clearTimeout(gone);
    gone = 0;
  }

  // --------------------------------------------------------------- problems

  function element(name, properties, ...content) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...content);
    return made;
  }

  // What it shows stands apart from the page: neither's styles reach the other.
  const parts = (function () {
    const style = element("link", { rel: "stylesheet", href: new URL("preview.css", own).href });
    const title = element("h2", { id: "title" });
    const about = element("p");
    const list = element("ol");
    const close = element("button", { type: "button", textContent: "Show the page" });
    const dialog = element("dialog", {}, element("div", { className: "head" }, title, close), about, list);
    const bar = element("button", { type: "button", className: "note", hidden: true });
    const isDraft = draft !== undefined;
    const marks = isDraft ? [element("p", { className: "draft", textContent: "Draft: not published" })] : [];
    dialog.setAttribute("aria-labelledby", "title");
    const place = element("div");
    place.attachShadow({ mode: "open" }).append(style, ...marks, bar, dialog);
    document.documentElement.append(place);
    close.addEventListener("click", () => dialog.close());
    bar.addEventListener("click", () => list.children.length && dialog.showModal());
    return { title, about, list, dialog, bar };
  })();

  function note(text) {
    parts.bar.textContent = text;
    parts.bar.hidden = !text;
  }

  // Errors cover the page until they are mended or put aside; advice alone is a note to open. Beside the desk all is a
  // note: a dialog would take the keyboard out of the field that is being filled in, and the desk tells it there.
  function show({ problems, counted }) {
    const text = JSON.stringify(problems);
    const errors = problems.some((each) => each.fatal);
    note(problems.length ? counted : "");
    if (text === shownText) return;
    shownText = text;
    parts.title.textContent = counted;
    parts.about.textContent = errors
      ? "The page below is as it was before. It follows by itself when this is mended."
      : "None of it keeps the handbook from being built.";
    parts.list.replaceChildren(...problems.map((each) => element(
      "li", { className: each.fatal ? "error" : "advice" }, element("pre", { textContent: each.text, tabIndex: 0 }),
    )));
    if (!errors) parts.dialog.close();
    else if (!parts.dialog.open && window.parent === window) parts.dialog.showModal();
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  connect();
})();
