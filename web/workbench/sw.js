// Works without a network after the first visit: all files are kept, and replaced together when a
// new version has been installed.
const cacheName = "stet-__VERSION__";
const files = __FILES__;
// Asked for by few: kept from then on.
const later = __LATER__;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  // Not what the engine keeps, compiled rules: that knows its module by itself.
  const outdated = (names) => names.filter((name) => /^stet-[0-9a-f]{16}$/.test(name) && name !== cacheName);
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(outdated(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true, cacheName });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && later.some((name) => new URL(request.url).pathname.endsWith(`/${name}`))) {
    await (await caches.open(cacheName)).put(request, response.clone());
  }
  return response;
}
