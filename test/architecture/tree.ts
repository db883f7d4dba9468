import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the project. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What `.gitignore` names, and git's own folder. The tree is walked, not asked of git: a bare machine has none. */
const IGNORED = new Set([".git", "node_modules", "dist", "data", "test-results"]);

/** A file of the tree: its path from the root with `/`, and its words. */
export type SourceFile = { readonly path: string; readonly text: string };

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (IGNORED.has(entry.name) || entry.name.endsWith(".log")) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Every file of the project whose path passes `wanted`. */
export function filesWhere(wanted: (path: string) => boolean): SourceFile[] {
  return walk(ROOT)
    .map((path) => ({ full: path, path: relative(ROOT, path).split(sep).join("/") }))
    .filter(({ path }) => wanted(path))
    .map(({ full, path }) => ({ path, text: readFileSync(full, "utf8") }));
}

export const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path);

/** A test, or what only tests use: it may put any parts together. */
export const isTest = (path: string): boolean =>
  path.startsWith("test/") ||
  /\.test\.tsx?$/.test(path) ||
  /(^|[/-])(contract|testing)(\.tsx?$|\/)/.test(path);
