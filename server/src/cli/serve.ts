import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { fillDemo } from "../demo/fill.ts";
import { BUNDLED_TEXT } from "../texts/texts.ts";
import { readConfiguration, unreadVariables } from "./configuration.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { say } from "./output.ts";
import { type RunningServer, startServer } from "./server.ts";

type Options = { readonly open?: true; readonly demo?: true };

/** `serve`: runs in the foreground until it is told to stop. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the server")
    .option("--open", "open the pages in a browser, where there is one")
    .option("--demo", "on a throw-away copy with people, notes and comments to look at")
    .action(serve);
}

async function serve({ open, demo }: Options): Promise<void> {
  const stopped = stopSignal();
  const configuration = readConfiguration(process.env);
  for (const name of unreadVariables(process.env))
    say(`${name} is set, but this version keeps everything in APOSTIL_DATA and does not read it.`);
  const throwAway = demo ? await mkdtemp(join(tmpdir(), "apostil-demo-")) : null;
  try {
    const data = throwAway ?? configuration.data;
    const server = await startServer({ ...configuration, data }, stopped.fail);
    try {
      const link = demo ? await welcomeToDemo(server) : await welcome(server);
      if (open) openInBrowser(link);
      await stopped.promise;
      say("Stopping.");
    } finally {
      await server.close();
    }
  } finally {
    if (throwAway) await rm(throwAway, { recursive: true, force: true });
  }
}

/** @returns the address to open */
async function welcome({ address, people }: RunningServer): Promise<string> {
  const token = await people.bootstrap();
  say(`Apostil runs at ${address}`);
  if (token === null) return address;
  const link = `${address}/join#${token}`;
  say(`Nobody coordinates here yet. This link signs the first coordinator in, once:\n\n  ${link}\n`);
  return link;
}

async function welcomeToDemo({ address, store, engine, texts }: RunningServer): Promise<string> {
  const text = await texts.text(BUNDLED_TEXT);
  if (!text) throw new Error("The bundled text is not there");
  const signIns = await fillDemo({ store, engine }, { text, now: Date.now() });
  const links = signIns.map(({ member, token }) => ({ member, link: `${address}/join#${token}` }));
  say(`Apostil shows a demo at ${address}; nothing of it is kept. Look at it as\n`);
  for (const { member, link } of links)
    say(`  ${member.name}, ${member.role}, ${member.delegation ?? "no delegation"}:\n  ${link}\n`);
  return links[0]?.link ?? address;
}

/**
 * Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. Listened to from the beginning, so
 * that a start can be stopped as well.
 */
function stopSignal(): { readonly promise: Promise<void>; readonly fail: (error: Error) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Nobody waits yet when the start itself fails.
  promise.catch(() => undefined);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  return { promise, fail: reject };
}
