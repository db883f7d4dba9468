import type { ProblemCode } from "@apostil/shared/model";

/** Why something came to nothing. */
export const problems: Record<ProblemCode | "offline" | "unknown", string> = {
  notUnderstood: "The server could not read this request. Reload the page and try again.",
  notSignedIn: "You are signed out. Open your sign-in link again.",
  notAllowed: "Your role, or your delegation, does not allow this.",
  foreignOrigin: "The server refused this, because the page was opened from another address.",
  notFound: "This is not here, or not here any more.",
  taken: "This already exists.",
  gone: "This was removed.",
  tooLarge: "This is larger than the limit.",
  wrongType: "Files of this kind cannot be read yet.",
  invalid: "Something in this is not right.",
  quoteNotFound: "The words that this is about do not stand in the paragraph.",
  quoteAmbiguous: "The words that this is about stand in the paragraph more than once.",
  tooMany: "That was a lot at once. Wait a moment and try again.",
  notSaved: "The server could not do this just now. Try again.",
  offline: "The server cannot be reached. Check the connection and try again.",
  unknown: "Something went wrong. Try again.",
};
