// Works without a network after the first visit: all files are kept, and replaced together when a
// new version has been installed.
const cacheName = "stet-__VERSION__";
const files = __FILES__;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const outdated = (names) => names.filter((name) => name.startsWith("stet-") && name !== cacheName);
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(outdated(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  const kept = caches.match(event.request, { ignoreSearch: true, ignoreVary: true, cacheName });
  event.respondWith(kept.then((response) => response ?? fetch(event.request)));
});
