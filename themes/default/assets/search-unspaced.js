// Searching in scripts that put no spaces between words. The index has each of their letters as a word, so the letters of
// a word are asked for, and those pages are left in which they stand side by side. Loaded where a handbook has such texts.

const SHOWN = 80;
const BEFORE = 20;
// What a page has besides its text: Pagefind doesn't tell where letters stand in it.
const UNSEEN = ["keywords", "plain", "plain_title"];

// A piece of a text around the letters that were found, which stand between zero-width spaces.
function around(text, places) {
  const start = Math.max(0, Math.min(...places) - BEFORE);
  const letters = text.split("\u200b").slice(start, start + SHOWN);
  return letters.map((each, index) => (places.includes(start + index) ? `<mark>${each}</mark>` : each)).join("");
}

// What is told of a page, of the places alone where letters were found side by side.
function narrowed(page, places) {
  const sub_results = page.sub_results.filter((part) => part.locations.some((each) => places.includes(each)));
  return { ...page, sub_results, excerpt: around(page.raw_content, places) };
}

// Where letters stand side by side, of all the places where any of them stand.
function runs(places, letters) {
  const all = new Set(places);
  const run = (place) => letters.map((_, index) => place + index);
  return places.filter((place) => run(place).every((each) => all.has(each))).flatMap(run);
}

// Words that are written without spaces, as the browser tells them.
function divided(letters, vocabulary) {
  const words = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(letters.replaceAll(" ", ""));
  return [...words].filter((each) => each.isWordLike).map((each) => vocabulary.apart(each.segment));
}

// Teaches a vocabulary how such words are asked for; gives what finds the pages that have all words.
export function start(scripts, vocabulary, ask) {
  const own = `(?=[${scripts}])`;
  const letter = `${own}[\\p{L}\\p{N}](?:${own}[^\\p{L}\\p{N}\\s])*`;
  const seams = new RegExp(`${letter}(?=[\\p{L}\\p{N}])|\\S(?=${letter})`, "gu");
  vocabulary.apart = (word) => word.normalize("NFKC").replace(seams, "$& ");

  async function saidUnseen(word, page) {
    if (!page.matchedMetaFields?.some((each) => UNSEEN.includes(each))) return false;
    const { meta } = await page.data();
    return UNSEEN.some((each) => vocabulary.fold(meta[each] ?? "").includes(vocabulary.fold(word.replaceAll(" ", ""))));
  }

  // A page if it has the letters of all words side by side, with a piece of its text around them.
  async function checked(page, words) {
    const found = words.map((each) => runs(page.words, each.split(" ")));
    const there = await Promise.all(words.map((each, index) => found[index].length || saidUnseen(each, page)));
    const places = found.flat();
    if (!there.every(Boolean) || !places.length) return there.every(Boolean) ? page : null;
    return { ...page, data: async () => narrowed(await page.data(), places) };
  }

  async function pagesWith(known) {
    const words = known.filter((each) => each.includes(" "));
    const answer = await ask(known);
    const results = await Promise.all(answer.results.map((page) => checked(page, words)));
    return { ...answer, results: results.filter(Boolean) };
  }

  return async function (known) {
    const answer = await pagesWith(known);
    if (answer.results.length || !Intl.Segmenter) return answer;
    const others = known.flatMap((each) => (each.includes(" ") ? divided(each, vocabulary) : each));
    return others.length > known.length ? pagesWith(others) : answer;
  };
}
