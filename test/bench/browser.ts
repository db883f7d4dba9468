import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Annotation, AnnotationId, MemberId } from "../../shared/src/model/index.ts";
import { findBrowser } from "../support/browser.ts";
import { signIn } from "../support/people.ts";
import { startServer, type TestServer } from "../support/start-server.ts";
import { textOf } from "./house.ts";

/** Figures by text. */
export type BrowserFigures = Readonly<Record<string, Readonly<Record<string, number>>>>;

const LONG = { paragraphs: 2_000, annotations: 10_000 } as const;

/** The page is taken as interactive after this much quiet, in milliseconds, since its last long task. */
const QUIET_MS = 1_000;
/** A scroll as fast as a finger throws a page, in pixels a frame, and how many frames of it. */
const THROW = { pixels: 200, frames: 300 } as const;

/** Times that the page takes of itself, from the moment at which it is asked for. */
type Watch = { first: number; lastLong: number };

/** Runs in the page before anything else: notes the first paragraph that is painted, and tasks of over 50 ms. */
function watchPage(): void {
  const watch: Watch = { first: 0, lastLong: 0 };
  Object.assign(globalThis, { watch });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watch.lastLong = startTime + duration;
  }).observe({ entryTypes: ["longtask"] });
  const look = (): void => {
    if (document.querySelector("section[data-row]")) {
      // The frame that shows it is over when the next one begins.
      requestAnimationFrame(() => requestAnimationFrame((now) => Object.assign(watch, { first: now })));
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Milliseconds of each frame of a scroll from the beginning, as far as it goes. */
async function scroll(page: Page): Promise<number[]> {
  return page.evaluate(async ({ pixels, frames }) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let before = await frame();
    for (let at = 0; at < frames; at++) {
      const top = scrollY;
      scrollBy({ top: pixels, behavior: "instant" });
      const now = await frame();
      times.push(now - before);
      before = now;
      if (scrollY === top) break;
    }
    return times;
  }, THROW);
}

async function measureText(browser: Browser, server: TestServer, text: string) {
  const context = await browser.newContext();
  await signIn(context, server, { name: "Ingrid Solberg", delegation: "Norway", role: "editor" });
  const page = await context.newPage();
  await page.addInitScript(watchPage);
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(`${server.origin}/t/${text}`);
  await page.locator("section[data-row]").first().waitFor({ state: "attached" });
  const watch = await page.waitForFunction((quiet) => {
    const { watch } = globalThis as unknown as { readonly watch: Watch };
    const since = Math.max(watch.first, watch.lastLong);
    return watch.first > 0 && performance.now() - since > quiet ? { ...watch } : null;
  }, QUIET_MS);
  const { first, lastLong } = (await watch.jsonValue()) as Watch;
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  const frames = (await scroll(page)).sort((one, other) => one - other);
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await context.close();
  return {
    "first paragraph, ms": first,
    "interactive, ms": Math.max(first, lastLong),
    "frame of scrolling, p50, ms": frames[Math.floor(frames.length / 2)] ?? 0,
    "frame of scrolling, p99, ms": frames[Math.floor(frames.length * 0.99)] ?? 0,
    "frame of scrolling, longest, ms": frames.at(-1) ?? 0,
    "JS heap, kB": usedSize / 1_024,
    "first scripts, gzipped, bytes": bytes,
  };
}

/** A long text with annotations on its paragraphs, as an export: what `import` takes. */
function longExport(paragraphs: number, annotations: number): string {
  const text = textOf(paragraphs);
  const words =
    "The delegations took note of the report and asked that it be considered again in due course. ";
  const time = "2026-01-01T00:00:00.000Z";
  const one = (at: number): Annotation => ({
    id: `01890000-0000-7000-8000-${String(at).padStart(12, "0")}` as AnnotationId,
    motivation: "commenting",
    body: [{ type: "TextualBody", value: `Comment ${at}`, purpose: "commenting" }],
    target: {},
    creator: { id: `m-${at % 20}` as MemberId, name: `Person ${at % 20}`, delegation: null },
    ...{ created: time, modified: time, status: "open", layer: "shared", edition: "en", revision: 1 },
    paragraph: text.paragraphs[at % paragraphs]?.id as Annotation["paragraph"],
  });
  return JSON.stringify({
    text: { ...text, paragraphs: text.paragraphs.map((each) => ({ ...each, text: words.repeat(4).trim() })) },
    annotations: Array.from({ length: annotations }, (_, at) => one(at)),
    notes: [],
    codebook: { themes: [] },
  });
}

/** Imports the long text by the command. */
async function importLong(server: TestServer, quick: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "apostil-bench-"));
  try {
    const file = join(folder, "long.json");
    const part = quick ? 10 : 1;
    writeFileSync(file, longExport(LONG.paragraphs / part, LONG.annotations / part));
    const { code, err } = await server.command("import", file, "--id", "long");
    if (code !== 0) throw new Error(err);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the bundled text and a long one in a browser. The pages must be built. */
export async function measureBrowser(quick: boolean): Promise<BrowserFigures> {
  const { executablePath, env } = await findBrowser();
  const server = await startServer();
  const browser = await chromium.launch({
    executablePath,
    ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
    args: ["--no-sandbox"],
  });
  try {
    await importLong(server, quick);
    const part = quick ? 10 : 1;
    const long = `${(LONG.paragraphs / part).toLocaleString("en")} paragraphs, ${(LONG.annotations / part).toLocaleString("en")} annotations`;
    return {
      "the bundled text": await measureText(browser, server, "sres2395"),
      [long]: await measureText(browser, server, "long"),
    };
  } finally {
    await browser.close();
    await server.dispose();
  }
}
