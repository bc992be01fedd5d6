"""What stands in place of the script that keeps a handbook on a device, where it is not kept: it undoes the other."""

NO_WORKER = b"""\
// This handbook is not kept for reading without a network. What it kept when it was goes.
"use strict";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", function (event) {
  const place = `mentorsite ${new URL("./", self.location).pathname} `;
  const forget = async () => {
    await self.registration.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(place));
    await Promise.all(names.map((name) => caches.delete(name)));
  };
  event.waitUntil(forget());
});
"""
"""A build puts the other in its place once it knows all files; the preview never does."""
