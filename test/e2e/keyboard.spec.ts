import type { Locator, Page } from "@playwright/test";
import { expect, INGRID, test } from "./fixtures.ts";
import { editorOf, isOpen, isSaved, noteOf, row, say, TEXT, tagOf, threadOf } from "./reading.ts";

/** A bar of ten and a screen of controls are passed with fewer. */
const MOST_TABS = 60;

/** Goes on with Tab until this is focused. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${MOST_TABS} tabs did not lead to ${wanted}`);
}

test("the main job without a mouse", async ({ visit }) => {
  const page = await visit(INGRID, `${TEXT}#OP27`);
  await expect(row(page, "op27")).toBeFocused();

  await page.keyboard.press("j");
  await expect(row(page, "op28")).toBeFocused();
  await page.keyboard.press("t");
  await page.keyboard.type("chil");
  await page.keyboard.press("Enter");
  await expect(tagOf(page, "op28", "Children's rights")).toBeVisible();

  await page.keyboard.press("j");
  await expect(row(page, "op29")).toBeFocused();
  for (let word = 0; word < 4; word++) await page.keyboard.press("ArrowRight");
  for (let word = 0; word < 2; word++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: say.annotations.write })).toBeFocused();
  await page.keyboard.type("Written without a mouse.");
  await page.keyboard.press("Control+Enter");
  await expect(threadOf(page, INGRID.name)).toContainText("Written without a mouse.");
  await expect(threadOf(page, INGRID.name)).toContainText("integrate the impact");

  await page.keyboard.press("n");
  await expect(editorOf(page, "op29")).toBeFocused();
  await page.keyboard.type("A note, too.");
  await isSaved(page);
  await page.keyboard.press("Escape");
  await expect(row(page, "op29")).toBeFocused();
  await expect(noteOf(page, "op29")).toContainText("A note, too.");
});

test("every screen and dialog is reached by Tab and left by Escape", async ({ visit }) => {
  const page = await visit(INGRID, TEXT);
  await isOpen(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: say.app.skip })).toBeFocused();
  const exporting = page.getByRole("banner").getByRole("button", { name: say.app.export });
  await tabTo(page, exporting);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: say.export.title });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: say.export.download }));
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(exporting).toBeFocused();

  await page.reload();
  await isOpen(page);
  await tabTo(page, page.getByRole("link", { name: say.app.people }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: say.people.title })).toBeVisible();
});
