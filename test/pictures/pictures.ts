import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { en as words } from "@apostil/client/i18n/en.ts";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../support/browser.ts";
import { startServer } from "../support/start-server.ts";

/** Takes the pictures of the README from the house to look at: `pnpm pictures`. */
const FOLDER = fileURLToPath(new URL("../../docs/pictures", import.meta.url));
const PLACE = "/t/sres2395#OP28";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

type Picture = {
  readonly name: string;
  readonly path: string;
  readonly look: BrowserContextOptions;
  /** What to do before it is taken. */
  readonly before: (page: Page) => Promise<void>;
};

/** The text is there with its cards, and the fonts are the right ones. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("article").filter({ visible: true }).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
}

const PICTURES: readonly Picture[] = [
  { name: "reader-light", path: PLACE, look: { viewport: WIDE, colorScheme: "light" }, before: settled },
  { name: "reader-dark", path: PLACE, look: { viewport: WIDE, colorScheme: "dark" }, before: settled },
  {
    name: "reader-narrow",
    path: PLACE,
    look: { viewport: NARROW, colorScheme: "light", isMobile: true },
    before: async (page) => {
      await page.locator("#op28").getByText("integrate gender").first().waitFor();
      await page.evaluate(() => document.fonts.ready);
    },
  },
  {
    name: "people",
    path: "/people",
    look: { viewport: { width: 1200, height: 800 }, colorScheme: "light" },
    before: (page) => page.getByRole("row").nth(1).waitFor(),
  },
  {
    name: "export",
    path: PLACE,
    look: { viewport: { width: 1200, height: 800 }, colorScheme: "light" },
    before: async (page) => {
      await settled(page);
      await page.getByRole("button", { name: words.app.export }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];

/** Signs a browser in by the link that the start printed, and gives what it has then. */
async function signedIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: new RegExp(`${words.join.signIn}|${words.join.enter}`) }).click();
  await page.getByRole("heading", { level: 1, name: /2395/ }).waitFor();
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { executablePath, env } = await findBrowser();
  const server = await startServer("--demo");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox"],
    ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
  });
  try {
    const first = await browser.newContext();
    await signedIn(await first.newPage(), await server.firstLink());
    const storageState = await first.storageState();
    for (const { name, path, look, before } of PICTURES) {
      const context = await browser.newContext({
        ...look,
        storageState,
        reducedMotion: "reduce",
        locale: "en-GB",
      });
      const page = await context.newPage();
      await page.goto(`${server.origin}${path}`);
      await before(page);
      await page.screenshot({ path: `${FOLDER}/${name}.png` });
      await context.close();
      console.error(`${name}.png`);
    }
  } finally {
    await browser.close();
    await server.dispose();
  }
}

await main();
