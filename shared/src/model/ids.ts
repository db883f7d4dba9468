/**
 * Identifiers. Each is a plain string with a brand, so that one is never taken for another; only the functions here
 * make them from anything else.
 */

/** `sres2395`: lower-case ASCII letters, digits and `-`, starting with a letter or digit; at most {@link MAX_ID_LENGTH}. */
export type TextId = string & { readonly __brand: "TextId" };
/** `op21`, `pp3`, `op9-a`, `h1`: unique in its text, never used again for another paragraph. */
export type ParagraphId = string & { readonly __brand: "ParagraphId" };
/** Made by the server; says nothing about the person. */
export type MemberId = string & { readonly __brand: "MemberId" };
/** UUID (version 7 when our own client made it); unique in its resolved room. */
export type AnnotationId = string & { readonly __brand: "AnnotationId" };
/** `gender`, `human-rights`: the theme's first name as a slug; stays when the theme is renamed. */
export type ThemeId = string & { readonly __brand: "ThemeId" };

/** Longest id of any kind, in characters: long enough for a title's slug, short enough for an address. */
export const MAX_ID_LENGTH = 80;

/** The paragraph id that stands for "the text as a whole": its rooms hold presence only. */
export const PRESENCE_PARAGRAPH = "_" as ParagraphId;

const SLUG = /^[a-z0-9][a-z0-9-]*$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const isSlug = (value: string): boolean => value.length <= MAX_ID_LENGTH && SLUG.test(value);

/** A name as an id: accents dropped, lower-case ASCII letters and digits kept, everything else one `-`. May be empty. */
export function slug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_ID_LENGTH)
    .replace(/^-+|-+$/g, "");
}

export const asTextId = (value: string): TextId | null => (isSlug(value) ? (value as TextId) : null);

export const asParagraphId = (value: string): ParagraphId | null =>
  value === PRESENCE_PARAGRAPH || isSlug(value) ? (value as ParagraphId) : null;

export const asMemberId = (value: string): MemberId | null => (isSlug(value) ? (value as MemberId) : null);

export const asThemeId = (value: string): ThemeId | null => (isSlug(value) ? (value as ThemeId) : null);

/** Any UUID in lower case; `null` for anything else. */
export const asAnnotationId = (value: string): AnnotationId | null =>
  UUID.test(value) ? (value as AnnotationId) : null;

/**
 * A UUID of version 7 (RFC 9562, 5.7): sorts by time.
 * @param now milliseconds since 1970
 * @param random 10 random bytes
 */
export function uuidv7(now: number, random: Uint8Array): AnnotationId {
  const bytes = new Uint8Array(16);
  for (let at = 5, rest = now; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as AnnotationId;
}
