/**
 * Why something was not done. One closed set for HTTP (which maps a code to a status) and sockets (which map it to a
 * close code); the client has a sentence for each.
 */
export const PROBLEMS = {
  notUnderstood: "The request could not be read.",
  notSignedIn: "Sign in first.",
  notAllowed: "Your role, or your delegation, does not allow this here.",
  foreignOrigin: "This request came from another site.",
  notFound: "There is no such thing here.",
  taken: "This id is already used for something else.",
  gone: "This was removed.",
  tooLarge: "This is larger than the limit.",
  wrongType: "This kind of file cannot be read yet.",
  invalid: "The request was understood, but something in it is wrong.",
  quoteNotFound: "The quoted words do not stand in this paragraph.",
  quoteAmbiguous:
    "The quoted words stand here more than once: say which, by a prefix, a suffix or a position.",
  tooMany: "Too many requests: wait a moment and try again.",
  notSaved: "This could not be saved just now: try again.",
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal with the sentence that says what is wrong and what to do. Thrown inside; turned into an answer at the rim. */
export class Problem extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, detail: string = PROBLEMS[code]) {
    super(detail);
    this.name = "Problem";
    this.code = code;
  }
}
