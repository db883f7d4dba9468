/** Limits of one socket. */

/** Largest message of a socket, in bytes: far above the limit of a frame, so that we can say which room it is about. */
export const MAX_MESSAGE_BYTES = 16 * 1_048_576;

/** What is counted per socket is counted in windows of this many milliseconds. */
export const WINDOW_MS = 10_000;
/** Frames of one socket in a window: 2,500 a second, more than ten people typing at once through it. */
export const MAX_FRAMES = 25_000;
/** Sync steps 1 of one room's session in a window: clients ask when they connect, and some once in five seconds. */
export const MAX_QUESTIONS = 20;

/** Texts that one link may begin to watch in a window: each may answer with a whole summary. */
export const MAX_WATCHES = 20;
/** Bytes waiting for a stock socket, above which it gets no live updates until it has read: a quarter of a large frame. */
export const MAX_WAITING_BYTES = 262_144;
/** The same for a link, which carries hundreds of rooms. */
export const MAX_LINK_WAITING_BYTES = 524_288;
/** The same for one room of a link that waits for its turn, behind a large message. */
export const MAX_CHANNEL_WAITING_BYTES = 65_536;
/** Bytes of large messages that leave a link in one turn, and may be in its socket: a live frame waits for no more. */
export const TURN_BYTES = 65_536;
/** Differences that one socket may have asked for and not received: each may be as large as a room. */
export const MAX_ASKED = 64;
/** A socket that takes nothing for this long although something waits for it is closed (4508), in milliseconds. */
export const SLOW_MS = 30_000;
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
/**
 * Who only says that they are still here is renewed with all others of the room, at most this often, in milliseconds.
 * Stock clients say it every 15 to 18 s and forget whom they have not heard of for 30.
 */
export const RENEW_MS = 8_000;
/** People in one awareness message: more entries than sockets in any room. */
export const MAX_AWARENESS_ENTRIES = 2_000;
