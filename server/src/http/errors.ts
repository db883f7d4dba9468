import { PROBLEMS, Problem, type ProblemCode } from "@apostil/shared/model";
import type { ProblemDetails } from "@apostil/shared/protocol";
import { HTTPException } from "hono/http-exception";
import { StoreError } from "../store/store.ts";

/** The HTTP status of each refusal. */
export const STATUS = {
  notUnderstood: 400,
  notSignedIn: 401,
  notAllowed: 403,
  foreignOrigin: 403,
  notFound: 404,
  taken: 409,
  gone: 410,
  tooLarge: 413,
  wrongType: 422,
  invalid: 422,
  quoteNotFound: 422,
  quoteAmbiguous: 422,
  tooMany: 429,
  notSaved: 503,
} as const satisfies Record<ProblemCode, number>;

export const PROBLEM_TYPE = "application/problem+json";

/** Seconds after which the same request may succeed. */
const RETRY_AFTER_S = 1;

/** A refusal as RFC 9457 says it. */
export function problemDetails(problem: Problem): ProblemDetails {
  const { code } = problem;
  return { type: "about:blank", title: PROBLEMS[code], status: STATUS[code], detail: problem.message, code };
}

export function problemResponse(problem: Problem): Response {
  const status = STATUS[problem.code];
  const headers = new Headers({ "content-type": PROBLEM_TYPE, "cache-control": "no-store" });
  if (status === 401) headers.set("www-authenticate", "Bearer");
  if (status === 429 || status === 503) headers.set("retry-after", String(RETRY_AFTER_S));
  return new Response(JSON.stringify(problemDetails(problem)), { status, headers });
}

/**
 * The refusal that an error means to whoever asked; `null` for a fault of ours, which is told as nothing but that.
 * Errors of the store may come from another thread: they are known by their code.
 */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof StoreError) return new Problem(PROBLEM_OF_STORE[error.code]);
  if (error instanceof HTTPException && error.status === 413) return new Problem("tooLarge");
  if (error instanceof HTTPException && error.status < 500)
    return new Problem("notUnderstood", `${PROBLEMS.notUnderstood} ${error.message}`.trim());
  return null;
}

const PROBLEM_OF_STORE = {
  locked: "notSaved",
  newer: "notSaved",
  unavailable: "notSaved",
  exists: "taken",
  missing: "notFound",
} as const satisfies Record<StoreError["code"], ProblemCode>;

/** A fault of ours: its words stay in the log, since they could hold anything. */
export const faultResponse = (): Response =>
  new Response(
    JSON.stringify({
      type: "about:blank",
      title: "Something went wrong on the server.",
      status: 500,
      detail: "Something went wrong on the server. Nothing was changed that you were not told of: try again.",
    }),
    { status: 500, headers: { "content-type": PROBLEM_TYPE, "cache-control": "no-store" } },
  );
