export { CONTEXT_LENGTH, describeQuote } from "./describe.ts";
export { type Found, findQuote } from "./find.ts";
export { MAX_CHANGED_SHARE, MIN_APPROXIMATE_LENGTH, reanchor } from "./reanchor.ts";
