/**
 * Close codes of rooms, on `/rooms` as WebSocket close codes and on the link in CLOSE frames. Stock `y-websocket`
 * clients take 4400–4499 as final and try again after any other.
 */
export const CLOSE_CODES = {
  /** Bytes that are no update, or an update that Yjs itself would choke on. Final. */
  malformed: 4400,
  /** No session, or it ended. Final. */
  notSignedIn: 4401,
  /** Not this layer, not this role, not this author. Final. */
  notAllowed: 4403,
  /** No such text or paragraph, or no room's name at all. Final. */
  notFound: 4404,
  /** The client's copy stems from before a restore. Final. */
  otherGeneration: 4409,
  /** One update above the limit. Final. */
  tooLarge: 4413,
  /** The connection does not read what it is sent. Passing. */
  tooSlow: 4508,
  /** More frames than the limit allows. Passing. */
  tooMany: 4529,
  /** The server stops; another or the same one will be there. Passing (RFC 6455 registry). */
  restart: 1012,
  /** It could not be saved just now. Passing (RFC 6455 registry). */
  tryLater: 1013,
  /** The page said goodbye. */
  normal: 1000,
} as const;

export type CloseReason = keyof typeof CLOSE_CODES;

/** Whether a client that was closed with this code must not come again by itself. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500;
