import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "@apostil/shared/model";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import { compress } from "hono/compress";
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

/** The built client: its files, and its one page for every other address, which the client itself reads. */
export function pageRoutes(app: Hono<Env>, { pages }: Pick<Parts, "pages">): void {
  app.get(
    "/assets/*",
    compress(),
    serveStatic({ root: pages, onFound: (_, c) => c.header("cache-control", HASHED) }),
  );
  app.get("/assets/*", () => {
    throw new Problem("notFound");
  });
  app.get(
    "/:file{[\\w-]+\\.\\w+}",
    serveStatic({ root: pages, onFound: (_, c) => c.header("cache-control", CHECKED) }),
  );
  app.get("*", async (c) => {
    const page = await readFile(join(pages, "index.html"), "utf8").catch(() => NOT_BUILT);
    return c.html(page, 200, { "cache-control": CHECKED });
  });
}
