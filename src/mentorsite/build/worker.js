// Keeps a handbook on this device, so that it opens without a network. What the network has goes first.
"use strict";

const BOOK = "BOOK";
const HOME = new URL("./", self.location).href;
// Handbooks of one host share its storage: names begin with where this one lives, and no URL has a space in it.
const PLACE = `mentorsite ${new URL(HOME).pathname} `;
const KEPT = `${PLACE}${BOOK.version}`;
const SEEN = `${PLACE}seen`;
const PATIENCE = 4000; // milliseconds until a network that doesn't answer counts as none
const MOST_SEEN = 40; // pages and pictures that someone opened and that are not of those above
const LARGEST_SEEN = 300000;
const MOST_LINKS = 60;
const PARTS = ["style", "script", "font", "image", "worker", ""];

// ------------------------------------------------------------------ addresses

// The address that a page is kept under: a folder, whatever is asked for at it.
function pageAddress(url) {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/index\.html$/, "/");
  return `${origin}${/\/[^/.]+$/.test(path) ? `${path}/` : path}`;
}

// Another handbook may lie within this one.
function isOurs(url) {
  if (!url.startsWith(HOME)) return false;
  const [first] = url.slice(HOME.length).split(/[/?#]/);
  return !first || BOOK.names.some((name) => new URL(name, HOME).href === HOME + first);
}

// Files whose names change when they do.
function isNamedByContent(url) {
  return /\?v=\w+$|\/_search\/(fragment|index|filter)\/[^?]+$/.test(url);
}

function isPage(url) {
  return /(\/[^/.]*|\.html)$/.test(new URL(url).pathname);
}

// The language that an address is in: the longest home that it begins with.
function homeOf(url) {
  const homes = Object.keys(BOOK.homes).sort((one, other) => other.length - one.length);
  return BOOK.homes[homes.find((home) => url.startsWith(new URL(home, HOME).href)) || ""];
}

// ---------------------------------------------------------------- what is kept

async function ownCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PLACE));
  return [KEPT, SEEN, ...names.filter((name) => name !== KEPT && name !== SEEN)];
}

async function found(url, exactly = false) {
  for (const cacheName of await ownCaches()) {
    const kept = await caches.match(url, { cacheName, ignoreSearch: !exactly, ignoreVary: true });
    if (kept) return kept;
  }
  return null;
}

function mayBeKept(response) {
  const { status, redirected, type, headers } = response;
  return status === 200 && !redirected && type === "basic" && !/no-store/.test(headers.get("cache-control") || "");
}

// Keeps what is missing of a list; gives whether the network had all of it to say.
async function fill(urls) {
  const cache = await caches.open(KEPT);
  for (const each of urls) {
    const url = new URL(each, HOME).href;
    if (await cache.match(url)) continue;
    const response = (isNamedByContent(url) && (await found(url, true))) || (await fetch(url, { cache: "no-cache" }).catch(() => null));
    if (!response) return false;
    if (mayBeKept(response)) await cache.put(url, response);
  }
  return true;
}

let filling = Promise.resolve();

// Keeps what is for a reader; then nothing of an older version is needed any more.
async function keep(url, role) {
  if (navigator.connection && navigator.connection.saveData) return;
  const { pages, search } = homeOf(url);
  const wanted = pages.filter(([, ...roles]) => !roles.length || roles.includes(role)).map(([page]) => page);
  if (!(await caches.has(KEPT)) || !(await fill([...BOOK.shared, ...wanted, ...search]))) return;
  const here = pageAddress(url);
  if (!(await found(here))) await remember(here, await fetch(here, { cache: "no-cache" }), true);
  const old = (await ownCaches()).filter((name) => name !== KEPT && name !== SEEN);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Keeps what someone opened as the network has it now. Once a reader has deleted all of it, nothing is kept any more.
async function remember(url, response, mayBeNew) {
  if (!mayBeKept(response) || !(await caches.has(KEPT))) return;
  const cache = await caches.open(KEPT);
  if (await cache.match(url)) return cache.put(url, response);
  if (!mayBeNew) return;
  const copy = response.clone();
  if ((await response.blob()).size > LARGEST_SEEN) return;
  const seen = await caches.open(SEEN);
  await seen.delete(url);
  await seen.put(url, copy);
  const before = await seen.keys();
  await Promise.all(before.slice(0, -MOST_SEEN).map((each) => seen.delete(each)));
}

// A page that has gone is kept no longer. A handbook that has gone takes along all that a device keeps of it.
async function goneFrom(url) {
  for (const name of await ownCaches()) if (await caches.has(name)) await (await caches.open(name)).delete(url);
  const { status } = await fetch(self.location.href, { cache: "no-store" });
  if (status !== 404 && status !== 410) return;
  await self.registration.unregister();
  for (const name of await ownCaches()) await caches.delete(name);
}

// --------------------------------------------------------------------- answers

// What the network says; what is kept where it doesn't answer, or not soon.
async function answered(network, whatIsKept) {
  const slow = new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const first = await Promise.race([network.catch(() => null), slow]);
  return first || (await whatIsKept()) || network.catch(() => null);
}

async function page(event) {
  const { url } = event.request;
  const here = pageAddress(url);
  const answer = await answered(asked(event, here, true), () => found(here));
  if (!answer) return offlinePage(here);
  // Links of a page lead on from where it stands.
  const isElsewhere = here !== url.replace(/[?#].*/, "") && answer.url === here;
  return isElsewhere ? Response.redirect(here) : answer;
}

async function part(event) {
  const { url, destination } = event.request;
  const kept = isNamedByContent(url) && (await found(url, true));
  if (kept) return kept;
  return (await answered(asked(event, url, destination === "image"), () => found(url))) || Response.error();
}

// What the network says, and remembers it. A page is asked for anew where the browser may have one of minutes ago.
function asked(event, url, mayBeNew) {
  const { request } = event;
  const asksAgain = request.mode === "navigate" && request.cache === "default";
  const network = fetch(asksAgain ? new Request(request, { cache: "no-cache" }) : request);
  const kept = network.then(function (response) {
    if (response.status === 404 || response.status === 410) return goneFrom(url);
    return remember(url, response.clone(), mayBeNew);
  });
  event.waitUntil(kept.catch(() => null));
  return network;
}

self.addEventListener("fetch", function (event) {
  const { url, method, mode, destination, headers } = event.request;
  if (method !== "GET" || headers.has("range") || !isOurs(url)) return;
  if (mode === "navigate" && isPage(url)) event.respondWith(page(event));
  else if (mode !== "navigate" && PARTS.includes(destination)) event.respondWith(part(event));
});

// ------------------------------------------------------------- nothing is there

async function offlinePage(url) {
  const { language, direction, title, text, again, there } = homeOf(url);
  const links = await linksIn(language);
  const list = links.length ? `<h2>${escaped(there)}</h2>\n<ul>\n${links.join("\n")}\n</ul>\n` : "";
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${new URL(BOOK.style, HOME).href}">
</head>
<body>
<div class="page"><main><div class="body"><div class="content">
<h1>${escaped(title)}</h1>
<p>${escaped(text)} <a href="">${escaped(again)}</a></p>
${list}</div></div></main></div>
</body>
</html>
`;
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// Links to the pages of a language that are kept, as they are called. Their titles are HTML already.
async function linksIn(language) {
  const links = new Map();
  for (const name of [KEPT, SEEN]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (links.size >= MOST_LINKS || !isPage(url) || homeOf(url).language !== language) continue;
      const html = await (await cache.match(url)).text();
      const [, called] = /<meta property="og:title" content="([^"<>]*)">/.exec(html) || /<title>([^<>]*)</.exec(html) || [];
      if (called) links.set(url, `<li><a href="${url}">${called}</a></li>`);
    }
  }
  return [...links.values()];
}

// ------------------------------------------------------------------- beginning

self.addEventListener("install", function (event) {
  event.waitUntil(fill(BOOK.shared).catch(() => null).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page of this handbook says who reads it; what another one says, that lies within this one, is not for here.
self.addEventListener("message", function (event) {
  const { source, data } = event;
  if (!source || !isOurs(source.url) || !data || typeof data.role !== "string") return;
  filling = filling.then(() => keep(source.url, data.role)).catch(() => null);
  event.waitUntil(filling);
});
