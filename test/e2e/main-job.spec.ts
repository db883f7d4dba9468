import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  act,
  commentOn,
  download,
  isOpen,
  isSaved,
  noteOf,
  openNote,
  replyTo,
  row,
  say,
  TEXT,
  tagOf,
  threadOf,
} from "./reading.ts";

const AMINA = "Amina Otieno";
const INGRID = "Ingrid Solberg";
/** What each of them writes into the note of OP21. */
const WRITTEN = ["Kenya asks who reports.", "Norway: the Executive Directorate does."] as const;
const QUOTE = "the impact of terrorism on children";

/** Comes in by an invitation link. */
async function enter(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("textbox", { name: say.join.name }).fill(name);
  await page.getByRole("button", { name: say.join.enter }).click();
  await isOpen(page);
}

/** Makes an invitation for an editor of this delegation. */
async function invite(page: Page, delegation: string): Promise<string> {
  await page.getByRole("link", { name: say.app.people }).click();
  await page.getByRole("button", { name: say.people.invite, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say.people.role).selectOption({ label: say.roles.editor });
  await dialog.getByLabel(say.people.delegation).fill(delegation);
  await dialog.getByRole("button", { name: say.people.makeLink }).click();
  const link = await dialog.getByRole("textbox", { name: say.people.link }).inputValue();
  await dialog.getByRole("button", { name: say.people.done }).click();
  return link;
}

/** Both write in the note of OP21 at once. */
async function writeTogether(amina: Page, ingrid: Page): Promise<void> {
  const hers = await openNote(amina, "op21");
  const theirs = await openNote(ingrid, "op21");
  const [kenya, norway] = WRITTEN;
  await amina.keyboard.type(kenya);
  await expect(theirs).toContainText(kenya);
  await ingrid.keyboard.type(norway);
  await expect(hers).toContainText(norway);
  await expect(hers.getByText(INGRID)).toBeVisible();
  await expect(theirs.getByText(AMINA)).toBeVisible();
  await Promise.all([isSaved(amina), isSaved(ingrid)]);
}

/** One takes the suggestion for OP28, the other finds the theme in the palette. */
async function tagBothWays(amina: Page, ingrid: Page): Promise<void> {
  await row(amina, "op28").scrollIntoViewIfNeeded();
  await row(amina, "op28")
    .getByRole("button", { name: say.annotations.accept("Gender") })
    .click();
  await expect(tagOf(amina, "op28", "Gender")).toHaveAccessibleName(/1 person, you too/);
  await row(ingrid, "op28").scrollIntoViewIfNeeded();
  await expect(tagOf(ingrid, "op28", "Gender")).toHaveAccessibleName(/1 person/);

  await act(ingrid, "op28", say.reader.tag);
  await ingrid.getByRole("combobox", { name: say.annotations.palette.filter }).fill("gen");
  await ingrid.keyboard.press("Enter");
  await expect(tagOf(ingrid, "op28", "Gender")).toHaveAccessibleName(/2 people, you too/);
  await expect(tagOf(amina, "op28", "Gender")).toHaveAccessibleName(/2 people, you too/);
}

/** A comment on exact words of OP29, an answer, and its end. */
async function discuss(amina: Page, ingrid: Page): Promise<void> {
  await commentOn(ingrid, "op29", QUOTE, "Should it not say boys and girls?");
  await row(amina, "op29").scrollIntoViewIfNeeded();
  const thread = threadOf(amina, INGRID);
  await expect(thread).toContainText("Should it not say boys and girls?");
  await expect(thread).toContainText(QUOTE);
  await expect(row(amina, "op29").locator("mark").first()).toHaveText(QUOTE);
  await replyTo(thread, "Agreed, as in resolution 2225.");
  await expect(threadOf(ingrid, INGRID)).toContainText("Agreed, as in resolution 2225.");
  await thread.getByRole("button", { name: say.annotations.resolve, exact: true }).click();
  const reopen = threadOf(ingrid, INGRID).getByRole("button", { name: say.annotations.reopen });
  await expect(reopen).toBeAttached();
  await Promise.all([isSaved(amina), isSaved(ingrid)]);
}

/** Each sees the other, in the bar and at the paragraph. */
async function seeEachOther(amina: Page, ingrid: Page): Promise<void> {
  await expect(amina.getByRole("banner").getByRole("img", { name: INGRID })).toBeVisible();
  await expect(ingrid.getByRole("banner").getByRole("img", { name: AMINA })).toBeVisible();
  await row(ingrid, "op21").click({ position: { x: 5, y: 5 } });
  const there = row(amina, "op21").getByRole("list", { name: say.reader.here("OP21") });
  await expect(there.getByRole("img", { name: new RegExp(INGRID) })).toBeAttached();
}

/** All that was made is on the page. */
async function findAgain(page: Page): Promise<void> {
  await row(page, "op21").scrollIntoViewIfNeeded();
  for (const words of WRITTEN) await expect(noteOf(page, "op21")).toContainText(words);
  await row(page, "op28").scrollIntoViewIfNeeded();
  await expect(tagOf(page, "op28", "Gender")).toHaveAccessibleName(/2 people, you too/);
  await row(page, "op29").scrollIntoViewIfNeeded();
  await page.getByText(say.annotations.resolved(INGRID, 1)).click();
  await expect(threadOf(page, INGRID)).toContainText("Agreed, as in resolution 2225.");
}

test("two people do the main job, and find it all again the next day", async ({ server, stranger }) => {
  test.setTimeout(120_000);
  const amina = await stranger();
  await enter(amina, await server.firstLink(), AMINA);
  const link = await invite(amina, "Norway");
  const ingrid = await stranger();
  await enter(ingrid, link, INGRID);
  await amina.goto(TEXT);
  await isOpen(amina);
  await expect(ingrid.getByRole("heading", { level: 1 })).toContainText("2395");

  await test.step("each sees the other", () => seeEachOther(amina, ingrid));
  await test.step("they write a note together", () => writeTogether(amina, ingrid));
  await test.step("they tag OP28", () => tagBothWays(amina, ingrid));
  await test.step("they discuss words of OP29", () => discuss(amina, ingrid));

  const cookies = [await amina.context().storageState(), await ingrid.context().storageState()];
  await amina.context().close();
  await ingrid.context().close();
  await server.stop();
  await server.start();
  for (const storageState of cookies) {
    const page = await stranger({ storageState });
    await page.goto(TEXT);
    await isOpen(page);
    await test.step("all is there the next day", () => findAgain(page));
    const markdown = await download(page, say.export.formats.md);
    for (const words of [
      "Kenya asks who reports.",
      "Gender",
      "Should it not say boys and girls?",
      "resolution 2225",
    ])
      expect(markdown).toContain(words);
    const json = JSON.parse(await download(page, say.export.formats.json));
    expect(json.text.id).toBe("sres2395");
    expect(JSON.stringify(json.annotations)).toContain("Should it not say boys and girls?");
    expect(JSON.stringify(json.notes)).toContain("Kenya asks who reports.");
  }
});
