import { posix } from "node:path";
import type { SourceFile } from "./tree.ts";

/**
 * Reads the imports of a file. The formatter puts every import and re-export at the start of a line and names its
 * source in double quotes, so that three patterns find them all; TypeScript 7 has no parser to call.
 */
const PATTERNS = [
  /^(?:import|export)\b[^"';]*?\bfrom\s+"([^"]+)"/gm,
  /^import\s+"([^"]+)"/gm,
  /\bimport\(\s*"([^"]+)"/g,
] as const;

/** A worker or an asset that is named by its place: as much of an arrow as an import. */
const PLACE = /\bnew URL\(\s*"(\.[^"]*\.tsx?)",\s*import\.meta\.url/g;

/** What the module names, in the order of the patterns; relative names as they are written. */
export const specifiersOf = (text: string): string[] =>
  [...PATTERNS, PLACE].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));

/** An import whose source is made at run time: nothing could check it. */
export const hasUnreadableImport = (text: string): boolean => /\bimport\(\s*[^"\s)/]/.test(text);

/**
 * Where an import leads: a path from the root for our own modules, the name of the package for others.
 * @example `@apostil/shared/model` is `shared/src/model/`, `node:fs` stays, `@tiptap/core/x` is `@tiptap/core`
 */
export function targetOf(importer: string, specifier: string): string {
  if (specifier.startsWith(".")) return posix.normalize(posix.join(posix.dirname(importer), specifier));
  const own = /^@apostil\/(\w+)(?:\/(.*))?$/.exec(specifier);
  if (own) return `${own[1]}/src/${own[2] ?? ""}${own[1] === "shared" ? "/" : ""}`;
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

export const importsOf = (file: SourceFile): string[] =>
  specifiersOf(file.text).map((specifier) => targetOf(file.path, specifier));
