/** The Text screen, and how places in a text are named and cited. */

export { citationOf } from "./citation.ts";
export { fragmentOf, type Place, placeOf } from "./fragment.ts";
export { Reader, type ReaderProps } from "./reader.tsx";
