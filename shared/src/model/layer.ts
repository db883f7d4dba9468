import { MAX_ID_LENGTH, type MemberId } from "./ids.ts";

/**
 * Layers. A *wire layer* is the word in a room's name (`shared`, `norway`, `private`, `final`, `round-2`); a *layer* is
 * what it means for the person who said it. `private` and `round-<n>` mean a layer of that person alone, so they are
 * resolved before any lookup, cache or log.
 */
export type Layer =
  | { readonly kind: "shared" }
  | { readonly kind: "delegation"; readonly slug: string }
  | { readonly kind: "private"; readonly member: MemberId }
  | { readonly kind: "final" }
  | { readonly kind: "round"; readonly round: number; readonly member: MemberId };

const ROUND = /^round-([1-9][0-9]{0,3})$/;
const SLUG = /^[a-z0-9][a-z0-9-]*$/;

/** No delegation may be called by one of these. */
export const isReservedLayer = (slug: string): boolean =>
  slug === "_" ||
  slug === "shared" ||
  slug === "private" ||
  slug === "final" ||
  slug === "round" ||
  slug.startsWith("round-");

/** The layer that `word` means for `member`; `null` when it is no layer's name. */
export function resolveLayer(word: string, member: MemberId): Layer | null {
  if (word === "shared") return { kind: "shared" };
  if (word === "final") return { kind: "final" };
  if (word === "private") return { kind: "private", member };
  const round = ROUND.exec(word)?.[1];
  if (round) return { kind: "round", round: Number(round), member };
  if (isReservedLayer(word) || word.length > MAX_ID_LENGTH || !SLUG.test(word)) return null;
  return { kind: "delegation", slug: word };
}

/** The layer's key in the store: `shared`, `norway`, `private:<member>`, `round-2:<member>`. */
export function layerKey(layer: Layer): string {
  switch (layer.kind) {
    case "shared":
    case "final":
      return layer.kind;
    case "delegation":
      return layer.slug;
    case "private":
      return `private:${layer.member}`;
    case "round":
      return `round-${layer.round}:${layer.member}`;
  }
}

/** The layer of a key that {@link layerKey} made; `null` for anything else. */
export function layerOfKey(key: string): Layer | null {
  const [word = "", member] = key.split(":");
  if (member === "") return null;
  const layer = resolveLayer(word, (member ?? "") as MemberId);
  return layer && layerKey(layer) === key ? layer : null;
}

/** The word that people and clients know the layer by. */
export const wireLayer = (layer: Layer): string => layerKey(layer).split(":")[0] ?? "";
