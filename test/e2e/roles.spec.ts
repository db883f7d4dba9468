import { CHAIR, expect, INGRID, READER, TOMOKO, test } from "./fixtures.ts";
import { act, isOpen, isSaved, noteOf, openNote, row, say, TEXT } from "./reading.ts";

test("a reader reads, and is told so", async ({ visit }) => {
  const editor = await visit(INGRID, TEXT);
  await openNote(editor, "op21");
  await editor.keyboard.type("For all to read.");
  await isSaved(editor);

  const reader = await visit(READER, TEXT);
  await isOpen(reader);
  await expect(reader.getByText(say.reader.readOnly(say.roles.reader))).toBeVisible();
  await row(reader, "op21").scrollIntoViewIfNeeded();
  await expect(noteOf(reader, "op21")).toContainText("For all to read.");
  await row(reader, "op21").hover();
  const bar = row(reader, "op21").getByRole("toolbar").first();
  await expect(bar.getByRole("button", { name: say.reader.copyLink })).toBeVisible();
  for (const name of [say.reader.note, say.reader.comment, say.reader.tag])
    await expect(bar.getByRole("button", { name })).toHaveCount(0);
  await expect(noteOf(reader, "op21").getByRole("button", { name: say.notes.edit })).toHaveCount(0);
});

test("a reader writes in a layer of one's own", async ({ visit }) => {
  const reader = await visit(READER, TEXT);
  await isOpen(reader);
  await reader.getByRole("button", { name: say.layers.private }).click();
  await openNote(reader, "op21", say.layers.private);
  await reader.keyboard.type("Only for me.");
  await isSaved(reader);

  const editor = await visit(INGRID, TEXT);
  await isOpen(editor);
  await row(editor, "op21").scrollIntoViewIfNeeded();
  await expect(editor.getByText("Only for me.")).toHaveCount(0);
});

test("a delegation's words stay in the delegation", async ({ visit }) => {
  const norway = await visit(INGRID, TEXT);
  await isOpen(norway);
  await norway.getByRole("button", { name: "Norway" }).click();
  await openNote(norway, "op21", "Norway");
  await norway.keyboard.type("Our position: keep the date.");
  await isSaved(norway);

  const japan = await visit(TOMOKO, TEXT);
  await isOpen(japan);
  await row(japan, "op21").scrollIntoViewIfNeeded();
  await expect(japan.getByRole("button", { name: "Norway" })).toHaveCount(0);
  await expect(japan.getByText("Our position: keep the date.")).toHaveCount(0);

  const colleague = await visit({ ...INGRID, name: "Lars Dahl" }, TEXT);
  await isOpen(colleague);
  await row(colleague, "op21").scrollIntoViewIfNeeded();
  await expect(noteOf(colleague, "op21", "Norway")).toContainText("Our position: keep the date.");
});

test("a lost role takes effect on an open note, and costs no words", async ({ server, visit }) => {
  const page = await visit(INGRID, TEXT);
  await isOpen(page);
  await openNote(page, "op21");
  await page.keyboard.type("Written in time.");
  await isSaved(page);
  await server.token({ ...INGRID, role: "reader" });
  const other = await visit(TOMOKO, TEXT);
  await page.keyboard.insertText(" Too late.");
  await expect(page.getByText(say.setAside.banner(1))).toBeVisible();
  await page.getByRole("button", { name: say.setAside.show }).click();
  await expect(page.getByRole("dialog")).toContainText("Too late.");
  await row(other, "op21").scrollIntoViewIfNeeded();
  await expect(noteOf(other, "op21")).toHaveText(/Written in time\.$/);
});

test("a link opens at its paragraph", async ({ visit }) => {
  const page = await visit(INGRID, `${TEXT}#OP28`);
  await expect(row(page, "op28")).toBeInViewport();
  await expect(row(page, "op28")).toBeFocused();
  await expect(row(page, "c1")).not.toBeInViewport();
});

test("a link can be copied from a paragraph", async ({ visit }) => {
  const page = await visit(INGRID, TEXT, { permissions: ["clipboard-read", "clipboard-write"] });
  await isOpen(page);
  await act(page, "op28", say.reader.copyLink);
  const messages = page.getByRole("status", { name: say.common.messages });
  await expect(messages.getByText(say.common.copied)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/t\/sres2395#op28$/i);
});

test("a coordinator who lost the way in comes back with the operator's token", async ({
  server,
  stranger,
}) => {
  const page = await stranger();
  await page.goto(`/join#${await server.token(CHAIR)}`);
  await expect(page.getByRole("heading", { name: say.join.back(CHAIR.name) })).toBeVisible();
  await page.getByRole("button", { name: say.join.signIn }).click();
  await isOpen(page);
  await page.getByRole("link", { name: say.app.people }).click();
  await expect(page.getByRole("button", { name: say.people.invite, exact: true })).toBeVisible();
});
