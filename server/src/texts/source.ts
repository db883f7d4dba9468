import { extname } from "node:path";
import { Problem } from "@apostil/shared/model";

/** Largest plain text that is imported, in bytes: a book of 1,000 pages. */
export const MAX_TEXT_BYTES = 2 * 1_048_576;
/** Largest export of our own that is taken back, in bytes: such a book with all that was written beside it. */
export const MAX_EXPORT_BYTES = 20 * 1_048_576;

/** A file as it came: its name and type are what the sender says. */
export type SourceFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

export type SourceFormat = "text" | "export";

/** Types that say nothing: the name decides then. */
const UNTOLD = new Set(["", "application/octet-stream", "binary/octet-stream"]);
const TEXT_EXTENSIONS = new Set(["", ".txt", ".text"]);

/** What kind of file this is. @throws Problem wrongType */
export function formatOf({ name, type }: Pick<SourceFile, "name" | "type">): SourceFormat {
  const mediaType = (type.split(";", 1)[0] ?? "").trim().toLowerCase();
  const extension = extname(name).toLowerCase();
  if (mediaType === "application/json" || (UNTOLD.has(mediaType) && extension === ".json")) return "export";
  if (mediaType === "text/plain" || (UNTOLD.has(mediaType) && TEXT_EXTENSIONS.has(extension))) return "text";
  throw new Problem(
    "wrongType",
    "This kind of file cannot be read yet. Save it as plain text (.txt, UTF-8) and import that.",
  );
}

/** The characters of a file, which must be UTF-8. @throws Problem wrongType, tooLarge */
export function decodeSource({ bytes, type }: SourceFile, limit: number): string {
  if (bytes.length > limit)
    throw new Problem("tooLarge", `This file is larger than ${Math.floor(limit / 1_048_576)} MB.`);
  const charset = /;\s*charset="?([^;"\s]+)/i.exec(type)?.[1]?.toLowerCase() ?? "utf-8";
  const notText = new Problem(
    "wrongType",
    "This file is not plain text in UTF-8. Save it as UTF-8 and try again.",
  );
  if (!["utf-8", "utf8", "us-ascii"].includes(charset)) throw notText;
  try {
    const words = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // A NUL is valid UTF-8, and the sign of a binary file.
    if (words.includes("\0")) throw notText;
    return words;
  } catch {
    throw notText;
  }
}

/** Longest name of a file that is kept, in characters: what file systems allow. */
const MAX_FILE_NAME_LENGTH = 255;

/** A file's name without folders and unshowable characters: it comes back in a header and on somebody's disk. */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  return (
    last
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
      .trim()
      .slice(0, MAX_FILE_NAME_LENGTH) || "text.txt"
  );
}
