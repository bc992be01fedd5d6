// Sends the desk what is to be done, and gives what it answered.

const MOST_KEPT = 20000; // characters: browsers keep 64 KB of requests alive, in bytes

export async function post(where, sent, headers = {}) {
  const isRaw = sent instanceof Blob;
  const body = isRaw ? sent : JSON.stringify(sent);
  const response = await fetch(where, {
    method: "POST",
    headers: { "content-type": isRaw ? "application/octet-stream" : "application/json", "x-mentorsite-desk": document.body.dataset.token, ...headers },
    body,
    keepalive: !isRaw && body.length < MOST_KEPT, // it arrives though the page is left meanwhile
  }).catch(() => null);
  if (!response) return { refused: "The desk has ended. Start it again with `mentorsite edit`; what was saved is in your files." };
  const isJson = (response.headers.get("content-type") || "").includes("json");
  return isJson ? response.json() : { refused: await response.text() };
}
