import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { CHAIR, expect, INGRID, READER, test } from "./fixtures.ts";
import { act, commentOn, isOpen, isSaved, openNote, row, say, TEXT } from "./reading.ts";

const LOOKS = ["light", "dark"] as const;
const NARROW = { width: 390, height: 844 };

/** One line per fault, with the first element that has it. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ""})`);
}

/** One run reads every element of the page: seconds for a whole resolution on a loaded machine. */
const LIMIT_MS = 45_000;

const isClean = async (page: Page, what: string): Promise<void> => {
  await expect.poll(() => faultsOf(page), { message: what, timeout: LIMIT_MS }).toEqual([]);
};

test.describe.configure({ timeout: 180_000 });

for (const colorScheme of LOOKS) {
  test(`before signing in, ${colorScheme}`, async ({ server, stranger }) => {
    const page = await stranger({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await isClean(page, "welcome");
    await page.goto(await server.firstLink());
    await expect(page.getByRole("textbox", { name: say.join.name })).toBeVisible();
    await isClean(page, "invitation");
    await page.goto("/join");
    await expect(page.getByRole("heading", { name: say.join.incomplete })).toBeVisible();
    await isClean(page, "half a link");
  });

  test(`the screens around the text, ${colorScheme}`, async ({ visit }) => {
    const page = await visit(CHAIR, "/", { colorScheme, reducedMotion: "reduce" });
    await expect(page.getByRole("heading", { name: say.library.title })).toBeVisible();
    await isClean(page, "library");
    await page.goto("/people");
    await expect(page.getByRole("cell", { name: CHAIR.name }).first()).toBeVisible();
    await isClean(page, "people");
    await page.getByRole("button", { name: say.people.invite, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await isClean(page, "invite");
    await page.getByRole("dialog").getByRole("button", { name: say.people.makeLink }).click();
    await expect(page.getByRole("textbox", { name: say.people.link })).toBeVisible();
    await isClean(page, "an invitation's link");
    await page.goto("/codebook");
    await expect(page.getByText("Gender").first()).toBeVisible();
    await isClean(page, "codebook");
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: say.app.notFound })).toBeVisible();
    await isClean(page, "not found");
  });

  test(`the reader, ${colorScheme}`, async ({ visit }) => {
    const page = await visit(INGRID, TEXT, { colorScheme, reducedMotion: "reduce" });
    await isOpen(page);
    await isClean(page, "a text that nobody has marked");
    await commentOn(page, "op29", "the impact of terrorism on children", "Which children?");
    await row(page, "op28")
      .getByRole("button", { name: say.annotations.accept("Gender") })
      .click();
    await openNote(page, "op21");
    await page.keyboard.type("A note with words.");
    await isSaved(page);
    await isClean(page, "cards, tags and an open note");
    await act(page, "op28", say.reader.tag);
    await expect(page.getByRole("combobox", { name: say.annotations.palette.filter })).toBeVisible();
    await isClean(page, "palette");
    await page.keyboard.press("Escape");
    await act(page, "op28", say.reader.comment);
    await expect(page.getByRole("textbox", { name: say.annotations.write })).toBeVisible();
    await isClean(page, "writing a comment");
    await page.getByRole("banner").getByRole("button", { name: say.app.export }).click();
    await expect(page.getByRole("dialog", { name: say.export.title })).toBeVisible();
    await isClean(page, "export");
  });

  test(`the reader in a narrow window, ${colorScheme}`, async ({ visit }) => {
    const page = await visit(READER, `${TEXT}#OP28`, {
      colorScheme,
      reducedMotion: "reduce",
      viewport: NARROW,
    });
    await isOpen(page);
    await isClean(page, "narrow");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
  });
}
