/** Limits that both sides know. Those of the engine's check stand beside it. */

/** Largest frame of a room, in bytes: a pasted report of 200 pages is 0.6 MB as a Yjs update. */
export const MAX_FRAME_BYTES = 1_048_576;
/** Largest physical message of the link, in bytes: one largest frame, with room for what is gathered beside it. */
export const MAX_LINK_MESSAGE_BYTES = 4 * MAX_FRAME_BYTES;
/** Largest piece of a message on the link, in bytes: what is above it travels in parts, so that no room holds the others. */
export const MAX_PART_BYTES = 16_384;
/** Messages that a client may have under way in parts at once: the server keeps no more of what is half there. */
export const MAX_PARTED_MESSAGES = 4;
/** Largest message of the server, in bytes: a room's whole state may be larger than any update. */
export const MAX_ANSWER_BYTES = 64 * MAX_FRAME_BYTES;
/** Bytes that a channel may be ahead of its client: a second of a fast reader, and little enough to wait for. */
export const CREDIT_WINDOW_BYTES = 262_144;
/** A client gives credit back in steps of this many bytes: a quarter of the window, so that none runs dry. */
export const CREDIT_STEP_BYTES = CREDIT_WINDOW_BYTES / 4;
/** Rooms open at once on one link: 2,000 paragraphs in three layers. */
export const MAX_CHANNELS = 6_000;

/** A stock client closes itself after 30 s without a message; every connection hears something before that. */
export const QUIET_MS = 20_000;

/** Largest awareness message that is read, in bytes: the states of 100 people, each at its limit. */
export const MAX_AWARENESS_BYTES = 262_144;
/** Largest state of one person, in bytes as JSON: two cursor positions and a paragraph take 300. */
export const MAX_STATE_BYTES = 2_048;

/** Server clocks of awareness start here: no client counts so far, so a repeated entry is known by its clock. */
export const SERVER_CLOCK_BASE = 2 ** 40;

/** Client ids of stock Yjs are 32-bit; the server's own writers are numbered from here. */
export const FIRST_WRITER_ID = 2 ** 40;
export const MAX_CLIENT_ID = 2 ** 32 - 1;
