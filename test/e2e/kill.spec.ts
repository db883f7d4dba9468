import type { Page } from "@playwright/test";
import { expect, INGRID, TOMOKO, test } from "./fixtures.ts";
import { editorOf, isOpen, isSaved, noteOf, openNote, row, say, TEXT } from "./reading.ts";

const KILLS = 3;
const WORDS_PER_KILL = 5;

/** The words of the note as this page shows them, carets of others left out. */
const wordsIn = (page: Page): Promise<string[]> =>
  editorOf(page, "op21").evaluate((editor) => (editor.textContent ?? "").match(/edit\d+x/g) ?? []);

test("two browsers type while the server is killed, and nothing is lost", async ({ server, visit }) => {
  test.setTimeout(180_000);
  const ingrid = await visit(INGRID, TEXT);
  const tomoko = await visit(TOMOKO, TEXT);
  await Promise.all([isOpen(ingrid), isOpen(tomoko)]);
  await openNote(ingrid, "op21");
  await openNote(tomoko, "op21");
  let count = 0;
  const type = async (page: Page): Promise<string> => {
    const words = `edit${count++}x`;
    await page.keyboard.type(`${words} `);
    return words;
  };

  const all: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const first = await type(ingrid);
    all.push(first);
    await isSaved(ingrid);
    await expect(editorOf(tomoko, "op21")).toContainText(first);
    for (let at = 0; at < WORDS_PER_KILL; at++) all.push(await type(at % 2 ? ingrid : tomoko));
    const seen = await wordsIn(tomoko);
    await server.kill();
    await expect(ingrid.getByRole("banner").getByText(say.app.offline(1).slice(0, 7))).toBeVisible();
    all.push(await type(ingrid), await type(tomoko));
    await server.start();
    await Promise.all([isSaved(ingrid), isSaved(tomoko)]);
    expect(await wordsIn(ingrid)).toEqual(expect.arrayContaining([first, ...seen]));
  }

  await expect.poll(async () => (await wordsIn(tomoko)).sort()).toEqual([...all].sort());
  await expect.poll(async () => (await wordsIn(ingrid)).sort()).toEqual([...all].sort());
  await tomoko.reload();
  await isOpen(tomoko);
  await row(tomoko, "op21").scrollIntoViewIfNeeded();
  for (const words of all) await expect(noteOf(tomoko, "op21")).toContainText(words);
});
