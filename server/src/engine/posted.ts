import { createHash } from "node:crypto";
import type { AnnotationFields } from "@apostil/shared/model";

/**
 * Digest of the fields of a POST, so that the same POST again is known as a repetition, whatever was patched since.
 * The order of keys says nothing in JSON, so it changes nothing here.
 */
export const postedDigest = (fields: AnnotationFields): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(fields)))
    .digest("hex");

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}
