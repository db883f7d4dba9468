import type { ProblemCode } from "@apostil/shared/model";
import { words } from "./words.ts";

/** Whatever a request failed with: an ApiProblem of the session, most often. */
type Failure = { readonly code?: unknown; readonly detail?: unknown };

/**
 * A sentence for a failure. For `invalid` it is the server's own, since only it knows what was wrong ("Nobody would
 * coordinate any more"); for the others the catalogue's.
 */
export function explain(error: unknown): string {
  const { code, detail } = (error ?? {}) as Failure;
  if (code === "invalid" && typeof detail === "string" && detail !== "") return detail;
  return isKnown(code) ? words.problems[code] : words.problems.unknown;
}

const isKnown = (code: unknown): code is ProblemCode | "offline" =>
  typeof code === "string" && Object.hasOwn(words.problems, code);
