import { gzipSync } from "node:zlib";
import { expect, INGRID, test } from "./fixtures.ts";
import { isOpen, TEXT } from "./reading.ts";

/** Most bytes of JavaScript, gzipped, that come before a text can be read: three seconds on a slow mobile line. */
const MAX_FIRST_BYTES = 180 * 1_024;

test("the first scripts of the reader are small, and the editor is not among them", async ({ visit }) => {
  const page = await visit(INGRID, "/healthz");
  const scripts = new Map<string, number>();
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    void response.body().then((body) => scripts.set(new URL(response.url()).pathname, gzipSync(body).length));
  });
  await page.goto(TEXT);
  await isOpen(page);
  await page.waitForLoadState("networkidle");
  const sum = [...scripts.values()].reduce((all, size) => all + size, 0);
  expect(scripts.size).toBeGreaterThan(0);
  expect([...scripts.keys()].filter((name) => name.includes("editor"))).toEqual([]);
  expect(sum, JSON.stringify(Object.fromEntries(scripts), null, 2)).toBeLessThanOrEqual(MAX_FIRST_BYTES);
});
