import { importsOf } from "./imports.ts";
import { isTest, type SourceFile } from "./tree.ts";

/**
 * The arrows of the house: what each part may import besides itself. The longest prefix of a path names its part, so
 * that a file or a folder can be a part of its own. ARCHITECTURE.md draws the same picture.
 */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  "shared/src/model/": [],
  "shared/src/protocol/": ["shared/src/model/"],
  "shared/src/parsing/": ["shared/src/model/"],
  "shared/src/anchoring/": ["shared/src/model/"],
  "shared/src/measures/": ["shared/src/model/"],

  "server/src/store/store.ts": ["shared/"],
  "server/src/store/": ["server/src/store/store.ts", "shared/"],
  "server/src/store/sqlite/": ["server/src/store/store.ts", "shared/"],
  "server/src/engine/engine.ts": ["server/src/store/store.ts", "shared/"],
  // The engine's worker opens the database; nothing else of the engine knows which one it is.
  "server/src/engine/": ["server/src/engine/engine.ts", "server/src/store/", "shared/"],
  "server/src/people/": ["server/src/store/store.ts", "shared/"],
  "server/src/texts/": ["server/src/store/store.ts", "server/src/engine/engine.ts", "shared/"],
  "server/src/export/": ["server/src/store/store.ts", "server/src/engine/engine.ts", "shared/"],
  "server/src/summaries/": ["server/src/people/", "server/src/store/store.ts", "shared/"],
  "server/src/gateway/": [
    "server/src/summaries/",
    "server/src/people/",
    "server/src/texts/",
    "server/src/engine/engine.ts",
    "shared/",
  ],
  "server/src/http/": [
    ...["server/src/people/", "server/src/texts/", "server/src/export/", "server/src/summaries/"],
    ...["server/src/engine/engine.ts", "server/src/store/store.ts", "shared/"],
  ],
  "server/src/demo/": [
    ...[
      "server/src/people/",
      "server/src/texts/",
      "server/src/engine/engine.ts",
      "server/src/store/store.ts",
    ],
    "shared/",
  ],
  // The commands and the entry are where the parts are put together.
  "server/src/cli/": ["server/src/", "shared/"],
  "server/src/main.ts": ["server/src/", "shared/"],
  "server/src/cli.mjs": ["server/src/main.ts"],

  "client/src/i18n/": ["shared/"],
  "client/src/ui/": ["client/src/i18n/", "shared/"],
  "client/src/session/": ["shared/"],
  // It runs where no page is.
  "client/src/service-worker/": [],
  ...feature("library"),
  ...feature("people"),
  ...feature("codebook"),
  ...feature("export"),
  ...feature("notes"),
  ...feature("annotations"),
  ...feature("reader", "annotations", "notes"),
  "client/src/app/": ["client/src/", "shared/"],
  "client/src/main.tsx": ["client/src/", "shared/"],
  // It names what stands in for parts of libraries.
  "client/vite.config.ts": ["client/src/ui/", "client/src/session/"],

  "test/": ["test/", "shared/", "server/", "client/"],
};

/** A feature of the interface knows the session, the primitives and the words; of other features only those named. */
function feature(name: string, ...others: readonly string[]): Record<string, readonly string[]> {
  const knows = ["session", "ui", "i18n", ...others].map((other) => `client/src/${other}/`);
  return { [`client/src/${name}/`]: [...knows, "shared/"] };
}

/** Packages that only one place may know, so that each could be exchanged there. */
export const KEPT_TO: Readonly<Record<string, readonly string[]>> = {
  "node:sqlite": ["server/src/store/sqlite/", "server/src/cli/"],
  "node:worker_threads": ["server/src/engine/", "server/src/store/"],
  hono: ["server/src/http/"],
  "@hono/zod-openapi": ["server/src/http/"],
  "@hono/node-server": ["server/src/http/", "server/src/cli/", "server/src/main.ts"],
  ws: ["server/src/gateway/"],
  commander: ["server/src/cli/", "server/src/main.ts"],
  "@tiptap/core": ["client/src/notes/"],
  "@tiptap/react": ["client/src/notes/"],
  "y-websocket": ["client/src/session/"],
  "radix-ui": ["client/src/ui/"],
  wouter: ["client/src/app/", "client/src/reader/", "client/src/library/"],
};

/** The part that a path belongs to: the longest prefix that the table knows. */
export function partOf(path: string): string | undefined {
  const prefixes = Object.keys(ARROWS).filter((prefix) => path.startsWith(prefix));
  return prefixes.sort((one, other) => other.length - one.length)[0];
}

const isOwn = (target: string): boolean => /^(shared|server|client|test)\//.test(target);

/** Tests put parts together as they like, but keep to the big arrows: shared ← server, shared ← client, all ← test. */
function allowedFor(path: string, part: string): readonly string[] {
  if (!isTest(path) || path.startsWith("test/")) return ARROWS[part] ?? [];
  const [top = ""] = path.split("/");
  return top === "shared" ? ["shared/"] : [`${top}/`, "shared/"];
}

/** What is wrong with the imports of one file, one sentence each; none for a file that keeps to the arrows. */
export function violationsOf(file: SourceFile): string[] {
  const part = partOf(file.path);
  if (part === undefined) return [`${file.path} belongs to no part of the house`];
  const allowed = [part, ...allowedFor(file.path, part)];
  return importsOf(file).flatMap((target) => {
    if (isOwn(target)) {
      const there = partOf(target) ?? target;
      const open = there === part || allowed.slice(1).some((prefix) => there.startsWith(prefix));
      return open ? [] : [`${file.path} imports ${target}, which ${part} may not know`];
    }
    const homes = KEPT_TO[target];
    const kept = homes === undefined || isTest(file.path) || homes.some((home) => file.path.startsWith(home));
    return kept ? [] : [`${file.path} imports ${target}, which is kept to ${homes.join(", ")}`];
  });
}

/** Whether one part may only be imported by another through its `index.ts`: features of the interface. */
export function backDoorsOf(file: SourceFile): string[] {
  const part = partOf(file.path);
  if (isTest(file.path) || part === undefined || !part.startsWith("client/src/")) return [];
  return importsOf(file)
    .filter((target) => target.startsWith("client/src/") && partOf(target) !== part)
    .filter((target) => !/\/(index\.tsx?|[\w-]+\.css)$/.test(target))
    .map((target) => `${file.path} imports ${target}: come in by its index.ts`);
}
