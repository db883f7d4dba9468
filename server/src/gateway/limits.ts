/** Limits of one socket. */

/** Largest message of a socket, in bytes: above it `ws` itself hangs up, between this and the limit of a frame we say why. */
export const MAX_MESSAGE_BYTES = 16 * 1_048_576;

/** What is counted per socket is counted in windows of this many milliseconds. */
export const WINDOW_MS = 10_000;
/** Frames of one socket in a window: 2,500 a second, more than ten people typing at once through it. */
export const MAX_FRAMES = 25_000;
/** Sync steps 1 of one room's session in a window: clients ask when they connect, and some once in five seconds. */
export const MAX_QUESTIONS = 20;

/** Texts that one link may begin to watch in a window: each may answer with a whole summary. */
export const MAX_WATCHES = 20;
/** Bytes waiting for a link above which it gets no summaries until it has read. */
export const MAX_SUMMARY_WAITING_BYTES = 1_048_576;

/** Bytes waiting for a stock socket that does not read: eight times the largest frame. Above it the socket is closed. */
export const MAX_WAITING_BYTES = 8 * 1_048_576;
/** The same for a link, which may ask for hundreds of rooms at once. */
export const MAX_LINK_WAITING_BYTES = 32 * 1_048_576;
/** How long a socket that was closed has to answer, in milliseconds, before it is cut and what waits for it is freed. */
export const GOODBYE_MS = 1_000;

/** Messages that may come before the rights of a room are known. */
export const MAX_EARLY_MESSAGES = 100;

/** How often silence and dead sockets are looked for, in milliseconds: a quarter of the silence a client bears. */
export const HEARTBEAT_MS = 5_000;
/** A socket that answered no ping for this long is gone, in milliseconds: three missed pings of 20 s. */
export const DEAD_MS = 60_000;

/** Presence is relayed at most this often per room, in milliseconds: ten times a second is a smooth caret. */
export const AWARENESS_MS = 100;
/** People in one awareness message: more entries than sockets in any room. */
export const MAX_AWARENESS_ENTRIES = 2_000;
