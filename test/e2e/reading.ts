import { en as say } from "@apostil/client/i18n/en.ts";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** What a person does at a text, as steps of a test. Names come from the catalogue, so a better word breaks no test. */
export { say };

export const TEXT = "/t/sres2395";

/** A paragraph with all that belongs to it: its id is what links name. */
export const row = (page: Page, id: string): Locator => page.locator(`section[id="${id}"]`);

/** The text is open, and this paragraph is on the page. */
export const isOpen = (page: Page, id = "op21"): Promise<void> => expect(row(page, id)).toBeAttached();

/** The bar says that everything is on the server's disk. */
export const isSaved = (page: Page): Promise<void> =>
  expect(page.getByRole("banner").getByText(say.app.saved, { exact: true })).toBeVisible();

/** After that long, what is pointed at is no longer under the pointer. */
const MOVED_MS = 2_000;

const labelOf = (id: string): string => id.toUpperCase();

/** What one can do with a whole paragraph; again, as a person would, when the page moved under the pointer. */
export async function act(page: Page, id: string, name: string): Promise<void> {
  const paragraph = row(page, id);
  await expect(async () => {
    await paragraph.scrollIntoViewIfNeeded();
    await paragraph.hover({ timeout: MOVED_MS });
    await paragraph.getByRole("toolbar").first().getByRole("button", { name }).click({ timeout: MOVED_MS });
  }).toPass();
}

/** The editor of a paragraph's note. */
export const editorOf = (page: Page, id: string, layer: string = say.layers.shared): Locator =>
  row(page, id).getByRole("textbox", { name: say.notes.of(labelOf(id), layer) });

/** Opens the note of a paragraph to write in it, with the caret at its end. */
export async function openNote(page: Page, id: string, layer?: string): Promise<Locator> {
  await act(page, id, say.reader.note);
  const editor = editorOf(page, id, layer);
  await expect(editor).toBeFocused();
  return editor;
}

/** The note of a paragraph, open or not. */
export const noteOf = (page: Page, id: string, layer: string = say.layers.shared): Locator =>
  row(page, id).getByRole("region", { name: say.notes.of(labelOf(id), layer) });

/** The page has come to rest: what stood near was drawn, and this moves no more. */
async function atRest(paragraph: Locator): Promise<void> {
  await paragraph.evaluate(async (element) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    await document.fonts.ready;
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    for (let before = Number.NaN, still = 0; still < 5; ) {
      await frame();
      const { top } = element.getBoundingClientRect();
      still = top === before ? still + 1 : 0;
      before = top;
    }
  });
}

type Point = { readonly x: number; readonly y: number };

/** Where these words of a paragraph begin and end in the window. */
function placeOf(paragraph: Locator, words: string): Promise<{ readonly from: Point; readonly to: Point }> {
  return paragraph.evaluate((element, sought) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const start = nodes
      .map((node) => node.data)
      .join("")
      .indexOf(sought);
    if (start < 0) throw new Error(`"${sought}" does not stand here`);
    const range = document.createRange();
    let passed = 0;
    for (const node of nodes) {
      const [from, to] = [start - passed, start + sought.length - passed];
      if (from >= 0 && from < node.length) range.setStart(node, from);
      if (to > 0 && to <= node.length) range.setEnd(node, to);
      passed += node.length;
    }
    const rects = [...range.getClientRects()];
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) throw new Error(`"${sought}" is not on the screen`);
    return {
      from: { x: first.left, y: first.top + first.height / 2 },
      to: { x: last.right, y: last.top + last.height / 2 },
    };
  }, words);
}

/** Selects words of a paragraph with the mouse; again, as a person would, when the page moved under the pointer. */
export async function selectWords(page: Page, id: string, words: string): Promise<void> {
  const paragraph = row(page, id);
  await expect(async () => {
    await atRest(paragraph);
    const { from, to } = await placeOf(paragraph, words);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    expect(await page.evaluate(() => String(document.getSelection()))).toBe(words);
  }).toPass();
}

/** Comments on words that are selected, or that were chosen otherwise. */
export async function writeComment(page: Page, words: string): Promise<void> {
  await page.getByRole("textbox", { name: say.annotations.write }).fill(words);
  await page.getByRole("button", { name: say.annotations.send, exact: true }).last().click();
}

/** Comments on these words of a paragraph. */
export async function commentOn(page: Page, id: string, quote: string, words: string): Promise<void> {
  await selectWords(page, id, quote);
  await page
    .getByRole("toolbar", { name: say.reader.bar })
    .getByRole("button", { name: say.reader.comment })
    .click();
  await writeComment(page, words);
}

/** A comment with its answers. */
export const threadOf = (page: Page, name: string): Locator =>
  page.getByRole("article", { name: say.annotations.thread(name) });

/** Answers a comment. */
export async function replyTo(thread: Locator, words: string): Promise<void> {
  await thread.getByRole("button", { name: say.annotations.reply, exact: true }).click();
  await thread.getByRole("textbox", { name: say.annotations.writeReply }).fill(words);
  await thread.getByRole("button", { name: say.annotations.sendReply, exact: true }).click();
  await expect(thread.getByText(words)).toBeVisible();
}

/** A theme under a paragraph, as everybody sees it. */
export const tagOf = (page: Page, id: string, theme: string): Locator =>
  row(page, id).getByRole("button", { name: new RegExp(`^${theme}\\b`) });

/** Downloads the text with these layers. */
export async function download(page: Page, format: string): Promise<string> {
  await page.getByRole("banner").getByRole("button", { name: say.app.export }).click();
  const dialog = page.getByRole("dialog", { name: say.export.title });
  await dialog.getByRole("radio", { name: format }).check();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: say.export.download }).click(),
  ]);
  const stream = await file.createReadStream();
  return Buffer.concat(await stream.toArray()).toString("utf8");
}
