/** What the worker does with a request: the page itself, a file of a build, or nothing at all. */
export type Way = "page" | "file" | "leave";

/** Addresses that the server answers itself: never from a store, whatever asks. */
const SERVERS_OWN = /^\/(?:api|link|rooms|healthz|metrics)(?:\/|$)/;

/** @param own the origin of the page */
export function wayOf({ method, mode, url }: Pick<Request, "method" | "mode" | "url">, own: string): Way {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== own || SERVERS_OWN.test(pathname)) return "leave";
  if (mode === "navigate") return "page";
  return pathname.startsWith("/assets/") || pathname === "/favicon.svg" ? "file" : "leave";
}

/** The script that a built page begins with: its name is the build's, since it changes with any content. */
export const entryOf = (page: string): string | null =>
  /src="(\/assets\/[\w.-]+\.js)"/.exec(page)?.[1] ?? null;

/** What Vite's manifest says of one file of a build. */
type Built = { readonly file: string; readonly css?: readonly string[] };

/** Scripts and styles of a build. Fonts come when a page asks for them: most are for alphabets that it never shows. */
export function filesOf(manifest: Readonly<Record<string, Built>>): string[] {
  const all = Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]);
  return [...new Set(all)].filter((file) => /^assets\/.*\.(?:js|css)$/.test(file)).map((file) => `/${file}`);
}
