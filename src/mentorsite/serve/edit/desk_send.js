// Sends the desk what is to be done, and gives what it answered.

export async function post(where, sent, headers = {}) {
  const isRaw = sent instanceof Blob;
  const response = await fetch(where, {
    method: "POST",
    headers: { "content-type": isRaw ? "application/octet-stream" : "application/json", "x-mentorsite-desk": document.body.dataset.token, ...headers },
    body: isRaw ? sent : JSON.stringify(sent),
  }).catch(() => null);
  if (!response) return { refused: "The desk has ended. Start it again with `mentorsite edit`; what was saved is in your files." };
  const isJson = (response.headers.get("content-type") || "").includes("json");
  return isJson ? response.json() : { refused: await response.text() };
}
