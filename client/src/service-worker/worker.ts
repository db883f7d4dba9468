import { entryOf, filesOf, wayOf } from "./way.ts";

/** A page that is open across an update still finds the scripts of its own build. */
const BUILDS_KEPT = 2;
const PREFIX = "build ";
const PAGE = "/";

/** What we use of a worker's surroundings; TypeScript has them in a library that contradicts the one of pages. */
type WorkerEvent = Event & {
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
};
const worker = globalThis as unknown as {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate" | "fetch", act: (event: WorkerEvent) => void): void;
  skipWaiting(): Promise<void>;
};

worker.addEventListener("install", (event) => {
  void worker.skipWaiting();
  event.waitUntil(fetch(PAGE).then(keepBuild));
});
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const way = wayOf(event.request, worker.location.origin);
  if (way === "page") event.respondWith(page(event));
  else if (way === "file") event.respondWith(file(event.request));
});

/** The server's page whenever it can be had, so that an update is seen at once. */
async function page(event: WorkerEvent): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keepBuild(answer.clone()).catch(() => {}));
    return answer.status < 500 ? answer : ((await newestPage()) ?? answer);
  } catch (error) {
    const kept = await newestPage();
    if (!kept) throw error;
    return kept;
  }
}

/** A file of a build never changes under its name. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  const newest = (await buildNames()).at(-1);
  if (answer.ok && newest) await (await caches.open(newest)).put(request, answer.clone()).catch(() => {});
  return answer;
}

/** Keeps a page with all that it may load. The page comes last: a build that has it is whole. */
async function keepBuild(answer: Response): Promise<void> {
  const text = answer.ok ? await answer.clone().text() : "";
  const entry = entryOf(text);
  if (!entry) return;
  const name = PREFIX + entry;
  if (await (await caches.open(name)).match(PAGE)) return;
  const manifest = await fetch("/manifest.json");
  const files = filesOf(await manifest.json());
  // The server was updated between the two answers: the next page brings the rest.
  if (!files.includes(entry)) return void (await caches.delete(name));
  const build = await caches.open(name);
  await build.addAll(files);
  await build.put(PAGE, new Response(text, { headers: answer.headers }));
  for (const old of (await buildNames()).slice(0, -BUILDS_KEPT)) await caches.delete(old);
}

/** Oldest first. */
const buildNames = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(PREFIX));

async function newestPage(): Promise<Response | undefined> {
  for (const name of (await buildNames()).reverse()) {
    const kept = await (await caches.open(name)).match(PAGE, { ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
}
