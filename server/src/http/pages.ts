import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "@apostil/shared/model";
import type { Context, Hono } from "hono";
import { compress } from "hono/compress";
import { getMimeType } from "hono/utils/mime";
import type { Env, Parts } from "./parts.ts";

/** A year, in seconds: the names of these files change with their content. */
const HASHED = "public, max-age=31536000, immutable";
/** Asked for anew each time, so that an update of the server is seen at once. */
const CHECKED = "no-cache";

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Apostil</title>
<h1>The pages have not been built yet</h1>
<p>The server is running. Build its pages with <code>npx -y pnpm@12.21.0 build</code>, then load this page again.</p>
</html>
`;

/** A file's name, and nothing that leads out of its folder. */
const FILE = "[\\w-][\\w.-]*\\.\\w+";

/**
 * The built client: its files, and its one page for every other address, which the client itself reads. Looked for at
 * each request, so that pages may be built while the server runs.
 */
export function pageRoutes(app: Hono<Env>, { pages }: Pick<Parts, "pages">): void {
  app.get(`/assets/:file{${FILE}}`, compress(), (c) =>
    send(c, join(pages, "assets", c.req.param("file")), HASHED),
  );
  app.get("/assets/*", () => {
    throw new Problem("notFound");
  });
  app.get(`/:file{${FILE}}`, (c) => send(c, join(pages, c.req.param("file")), CHECKED));
  app.get("*", async (c) => {
    const page = await readFile(join(pages, "index.html"), "utf8").catch(() => NOT_BUILT);
    return c.html(page, 200, { "cache-control": CHECKED });
  });
}

async function send(c: Context<Env>, path: string, cache: string): Promise<Response> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) throw new Problem("notFound");
  const type = getMimeType(path) ?? "application/octet-stream";
  return c.body(Uint8Array.from(bytes), 200, { "content-type": type, "cache-control": cache });
}
