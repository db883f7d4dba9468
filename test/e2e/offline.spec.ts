import type { Page } from "@playwright/test";
import { signIn } from "../support/people.ts";
import { expect, INGRID, TOMOKO, test } from "./fixtures.ts";
import { act, editorOf, isOpen, isSaved, noteOf, openNote, row, say, TEXT, writeComment } from "./reading.ts";

const isOffline = (page: Page): Promise<void> =>
  expect(page.getByRole("banner").getByText(/kept here/)).toBeVisible();

/** The page can be loaded without the server from now on. */
const isKept = (page: Page): Promise<unknown> => page.evaluate(() => navigator.serviceWorker.ready);

const databases = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).filter(({ name }) => name?.startsWith("apostil")).map(({ name }) => name),
  );

/** Leaves the note that is open, and comments on its paragraph. */
async function comment(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Escape");
  await act(page, "op21", say.reader.comment);
  await writeComment(page, words);
}

/** The comment with these words, beside its paragraph. */
const cardOf = (page: Page, words: string) => page.getByRole("article").filter({ hasText: words });

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: say.app.account(name) }).click();
  await page.getByRole("menuitem", { name: say.app.signOut }).click();
  await expect(page.getByText(say.welcome.gone)).toBeVisible();
}

test("two people write and comment offline, and both have all of it when they are back", async ({
  server,
  visit,
}) => {
  const [ingrid, tomoko] = await Promise.all([visit(INGRID, TEXT), visit(TOMOKO, TEXT)]);
  await Promise.all([isOpen(ingrid), isOpen(tomoko)]);
  await Promise.all([openNote(ingrid, "op21"), openNote(tomoko, "op21")]);
  await ingrid.keyboard.type("Before. ");
  await expect(editorOf(tomoko, "op21")).toContainText("Before.");
  await Promise.all([isSaved(ingrid), isSaved(tomoko)]);
  await server.kill();
  await ingrid.keyboard.type("Norway writes. ");
  await tomoko.keyboard.type("Japan writes. ");
  await comment(ingrid, "Norway comments");
  await comment(tomoko, "Japan comments");
  await Promise.all([isOffline(ingrid), isOffline(tomoko)]);
  await server.start();
  await Promise.all([isSaved(ingrid), isSaved(tomoko)]);
  for (const page of [ingrid, tomoko]) {
    for (const words of ["Before.", "Norway writes.", "Japan writes."])
      await expect(noteOf(page, "op21")).toContainText(words);
    for (const words of ["Norway comments", "Japan comments"])
      await expect(cardOf(page, words)).toBeVisible();
  }
});

test("a page that is loaded again offline shows the text and one's own words, and goes on", async ({
  server,
  visit,
}) => {
  const ingrid = await visit(INGRID, TEXT);
  await isOpen(ingrid);
  await isKept(ingrid);
  await openNote(ingrid, "op21");
  await ingrid.keyboard.type("Saved. ");
  await comment(ingrid, "Saved comment");
  await isSaved(ingrid);
  await server.kill();
  await openNote(ingrid, "op21");
  await ingrid.keyboard.type("Not sent. ");
  await comment(ingrid, "Comment not sent");
  await isOffline(ingrid);
  await ingrid.reload();
  await isOpen(ingrid);
  await row(ingrid, "op21").scrollIntoViewIfNeeded();
  for (const words of ["Saved.", "Not sent."]) await expect(noteOf(ingrid, "op21")).toContainText(words);
  for (const words of ["Saved comment", "Comment not sent"])
    await expect(cardOf(ingrid, words)).toBeVisible();
  await openNote(ingrid, "op21");
  await ingrid.keyboard.type("After loading. ");
  await server.start();
  await isSaved(ingrid);
  const tomoko = await visit(TOMOKO, TEXT);
  await isOpen(tomoko);
  await row(tomoko, "op21").scrollIntoViewIfNeeded();
  for (const words of ["Saved.", "Not sent.", "After loading."])
    await expect(noteOf(tomoko, "op21")).toContainText(words);
  await expect(cardOf(tomoko, "Comment not sent")).toBeVisible();
});

test("a tab that is closed while offline delivers its words at the next visit; a sign-out keeps nothing", async ({
  server,
  visit,
}) => {
  const ingrid = await visit(INGRID, TEXT);
  await isOpen(ingrid);
  await openNote(ingrid, "op21");
  await isSaved(ingrid);
  await server.kill();
  await ingrid.keyboard.type("written offline");
  await comment(ingrid, "commented offline");
  await isOffline(ingrid);
  await expect(noteOf(ingrid, "op21")).toContainText("written offline");
  const browser = ingrid.context();
  await ingrid.close();
  await server.start();

  const again = await browser.newPage();
  await again.goto("/");
  await isSaved(again);
  const tomoko = await visit(TOMOKO, TEXT);
  await isOpen(tomoko);
  await row(tomoko, "op21").scrollIntoViewIfNeeded();
  await expect(noteOf(tomoko, "op21")).toContainText("written offline");
  await expect(cardOf(tomoko, "commented offline")).toBeVisible();
  expect(await databases(again)).toHaveLength(1);
  await signOut(again, INGRID.name);
  expect(await databases(again)).toHaveLength(0);
  expect(await again.evaluate(() => ({ ...localStorage }))).not.toHaveProperty("apostil/me");
});

test("the next member on the same browser sees nothing of the one before", async ({ server, visit }) => {
  const ingrid = await visit(INGRID, TEXT);
  await isOpen(ingrid);
  await ingrid.getByRole("button", { name: say.layers.private }).click();
  await openNote(ingrid, "op21", say.layers.private);
  await isSaved(ingrid);
  await server.kill();
  await ingrid.keyboard.type("For Ingrid alone");
  await isOffline(ingrid);
  const browser = ingrid.context();
  await ingrid.close();
  await server.start();
  await browser.clearCookies();
  await signIn(browser, server, TOMOKO);
  const tomoko = await browser.newPage();
  await tomoko.goto(TEXT);
  await isOpen(tomoko);
  await isSaved(tomoko);
  await row(tomoko, "op21").scrollIntoViewIfNeeded();
  await expect(tomoko.getByText("For Ingrid alone")).toHaveCount(0);
  await server.kill();
  await tomoko.reload();
  await isOpen(tomoko);
  await expect(tomoko.getByText("For Ingrid alone")).toHaveCount(0);
  await expect(tomoko.getByRole("button", { name: say.app.account(TOMOKO.name) })).toBeVisible();
});
