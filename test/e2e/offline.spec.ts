import { expect, INGRID, TOMOKO, test } from "./fixtures.ts";
import { editorOf, isOpen, isSaved, noteOf, openNote, row, say, TEXT } from "./reading.ts";

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
  await expect(ingrid.getByRole("banner").getByText(/kept here/)).toBeVisible();
  await expect(editorOf(ingrid, "op21")).toContainText("written offline");
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
  const databases = () =>
    again.evaluate(async () =>
      (await indexedDB.databases()).filter(({ name }) => name?.startsWith("apostil")),
    );
  expect(await databases()).toHaveLength(1);

  await again.getByRole("button", { name: say.app.account(INGRID.name) }).click();
  await again.getByRole("menuitem", { name: say.app.signOut }).click();
  await expect(again.getByText(say.welcome.gone)).toBeVisible();
  expect(await databases()).toHaveLength(0);
});
