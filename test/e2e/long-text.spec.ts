import type { Locator, Page } from "@playwright/test";
import { annotationId, LONG, paragraphId, writeLongText } from "../support/long-text.ts";
import { expect, INGRID, TOMOKO, test } from "./fixtures.ts";
import { commentOn, row, say } from "./reading.ts";

const LONG_TEXT = "/t/long";
/** Where every paragraph has a comment, two tags, a highlight and an answer. */
const [FIRST, MIDDLE, LAST] = ["op1", "op1000", "op2000"] as const;

/** The entry of a paragraph in the outline. */
const entryOf = (page: Page, id: string) => page.locator(`[data-entry="${id}"]`);
/** How many comments have their cards on the page. */
const cards = (page: Page) => page.locator("main article").count();
/** The card of the comment at a paragraph (they were numbered from 0), by its id: to look through all words takes long. */
const remarkAt = (page: Page, paragraph: number) => page.locator(`#card-${annotationId(paragraph - 1)}`);

/**
 * Waits until it is there and shown. Not by `expect`, which describes the whole page at each look while it is missing:
 * half a minute in a page of this length.
 */
const appears = (locator: Locator): Promise<void> => locator.waitFor();
const isGone = (locator: Locator): Promise<void> => locator.waitFor({ state: "detached" });

test.beforeEach(async ({ server }) => {
  test.setTimeout(120_000);
  const { code, err } = await server.command("import", writeLongText("long", LONG));
  expect(code, err).toBe(0);
});

test("a text of 2,000 paragraphs stands in the page whole, with the cards near the window alone", async ({
  visit,
}) => {
  const page = await visit(INGRID, LONG_TEXT);
  await appears(row(page, LAST));
  await expect(page.locator("section[data-row]")).toHaveCount(LONG.paragraphs);
  await expect(row(page, LAST)).toContainText("Paragraph 2000:");
  await expect(page.locator("main > header p").first()).toContainText(say.reader.comments(4_000, 1_334));
  await expect(entryOf(page, LAST)).toContainText("2 comments");

  await appears(remarkAt(page, 1));
  await expect(row(page, FIRST).locator("mark").first()).toHaveText("Paragraph 1");
  await isGone(remarkAt(page, 1_000));

  await row(page, MIDDLE).scrollIntoViewIfNeeded();
  await appears(remarkAt(page, 1_000));
  await expect(row(page, MIDDLE).locator("mark").first()).toHaveText("Paragraph 1000");
  await isGone(remarkAt(page, 1));
  expect(await cards(page)).toBeLessThan(100);
});

test("rooms are open near the window alone", async ({ visit }) => {
  const page = await visit(INGRID, LONG_TEXT);
  const opened = new Set<string>();
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      for (const [, id] of payload.toString("latin1").matchAll(/long\/(op\d+)\/shared/g))
        if (id) opened.add(id);
    }),
  );
  await page.reload();
  await appears(remarkAt(page, 1));
  expect(opened).toContain(FIRST);
  await row(page, MIDDLE).scrollIntoViewIfNeeded();
  await appears(remarkAt(page, 1_000));
  expect(opened).toContain(MIDDLE);
  expect(opened).not.toContain("op500");
  expect(opened.size).toBeLessThan(200);
});

test("a link to a comment far down lands on it", async ({ visit }) => {
  const page = await visit(INGRID, `${LONG_TEXT}#op1700/${annotationId(1_699)}`);
  await expect(row(page, paragraphId(1_700))).toBeInViewport();
  await appears(remarkAt(page, 1_700));
  await expect(remarkAt(page, 1_700)).toBeInViewport();
});

test("what somebody writes far away is told in the outline, and read there", async ({ visit }) => {
  const ingrid = await visit(INGRID, LONG_TEXT);
  await appears(remarkAt(ingrid, 1));
  const tomoko = await visit(TOMOKO, `${LONG_TEXT}#op1500`);
  await expect(row(tomoko, "op1500")).toBeInViewport();
  await commentOn(tomoko, "op1500", "Paragraph 1500", "Who reports on this?");

  await expect(entryOf(ingrid, "op1500")).toContainText("1 new");
  await appears(ingrid.locator("nav p"));
  await expect(ingrid.locator("nav p")).toContainText(say.reader.unread(1));
  await entryOf(ingrid, "op1500").click();
  const comment = ingrid.locator("article", { hasText: "Who reports on this?" });
  await appears(comment);
  await expect(comment).toBeInViewport();
  await expect(entryOf(ingrid, "op1500")).not.toContainText("new");
  await expect(entryOf(ingrid, "op1500")).toContainText("3 comments");
});
