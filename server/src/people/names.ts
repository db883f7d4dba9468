import { createHash } from "node:crypto";
import { isReservedLayer, MAX_ID_LENGTH, MAX_NAME_LENGTH, Problem, slug } from "@apostil/shared/model";

/**
 * What no name may hold: control characters, line ends, halves of characters, and marks that turn the direction of
 * what stands around them, with which one name could be made to look like another. The two joiners that Persian and
 * the languages of India write with are no such marks.
 */
const UNWELCOME = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * The name of a person or delegation as it is kept: without spaces around it, in one normal form (NFC).
 * @param of what it names, for the sentence of the refusal
 * @throws Problem invalid
 */
export function cleanName(name: string, of: "person" | "delegation"): string {
  const clean = name.normalize("NFC").trim();
  if (clean === "") throw new Problem("invalid", `The ${of} needs a name.`);
  if ([...clean].length > MAX_NAME_LENGTH)
    throw new Problem("invalid", `The name of a ${of} has at most ${MAX_NAME_LENGTH} characters.`);
  if (UNWELCOME.test(clean))
    throw new Problem("invalid", `The name of the ${of} holds characters that cannot be shown.`);
  return clean;
}

/** Enough of a digest to keep a workspace's delegations apart. */
const DIGEST_CHARACTERS = 8;

/**
 * The slug that a delegation's layer is named by. Letters that ASCII cannot say would vanish from it, and two
 * delegations could then share a layer: such a name gets a digest of itself besides.
 * @throws Problem invalid for a reserved word
 */
export function delegationSlug(name: string): string {
  const plain = slug(name);
  const isWhole = !/[^\p{ASCII}]/u.test(name.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, ""));
  if (isWhole && plain !== "") {
    if (isReservedLayer(plain)) throw new Problem("invalid", `A delegation cannot be called "${name}".`);
    return plain;
  }
  const digest = createHash("sha256").update(name).digest("hex").slice(0, DIGEST_CHARACTERS);
  const room = MAX_ID_LENGTH - DIGEST_CHARACTERS - 1;
  return [plain.slice(0, room).replace(/-+$/, ""), digest].filter(Boolean).join("-");
}
