/** Bounds of what the engine takes. Each stands well above what an honest editor was seen to send. */

/** New structs of one update: a pasted report of 200 pages makes 9,000; so many take 40 ms to check and apply. */
export const MAX_STRUCTS = 12_000;
/** Authors (client ids) in one update: an offline person brings their own few; the rest are trimmed repetitions. */
export const MAX_CLIENTS = 1_000;
/** Ranges in one update's delete set: a rejoin after 4,000 scattered deletions carries them all. */
export const MAX_DELETE_RANGES = 100_000;
/**
 * Structs of one room, beyond which it takes only deletions: deleting all of them at once is honest, and Yjs needs 8 ms
 * for 10,000 and 540 ms for 50,000. A paper of 100,000 characters, written and rewritten key by key, has some 10,000.
 */
export const MAX_ROOM_STRUCTS = 30_000;
/** Structs of one frame, known ones included: a replica may repeat its whole room and bring the most that is new. */
export const MAX_FRAME_STRUCTS = MAX_ROOM_STRUCTS + MAX_STRUCTS;
/** Clients of one frame or state vector: each page that ever wrote in a room is one. */
export const MAX_FRAME_CLIENTS = 20_000;
/** Bytes of a name: of a node, mark, attribute, root or annotation. The longest honest one is a UUID. */
export const MAX_NAME_BYTES = 256;
/** Bytes of a mark's attributes: a link of the longest address and its four short words, four bytes a character. */
export const MAX_VALUE_BYTES = 16_384;
/** Depth of a value: an annotation with its body, target and selectors has five levels. */
export const MAX_VALUE_DEPTH = 16;
/** Characters of one struct that holds none any more: what a person deleted while offline, a hundred books. */
export const MAX_DELETED_LENGTH = 2 ** 24;
/**
 * Steps that Yjs may take for one update beyond its size (`cost.ts`). A step was measured at 0.15–0.3 µs (Xeon at 2 GHz,
 * Node 24; up to 0.7 µs where the lists are too long for the caches), so this is 15–30 ms, and the same again at most for
 * counting them: below the 50 ms for which one update may hold the others up. Honest typing takes none.
 */
export const MAX_STEPS = 100_000;
/** Elements of an array that Yjs moves in the time of a step. */
export const MOVES_PER_STEP = 500;
/** Items that Yjs passes in that time where it tidies up marks: 6.5 ns each. */
export const RUNS_PER_STEP = 50;
/** Yjs clocks count characters; a room that reaches this has 2 GB of text. */
export const MAX_CLOCK = 2 ** 31;

/** Updates kept back per channel until its step 2 closes the gap before them: two seconds of the fastest sender. */
export const MAX_PARKED = 5_000;
/** The same in bytes: what one largest frame would be. */
export const MAX_PARKED_BYTES = 1_048_576;

/**
 * The shortest time from one group to the next while people type, in milliseconds: 600 edits a second cost a third of
 * the time when they travel and are written ten at a time, and nobody sees that a letter comes 15 ms later.
 */
export const PACE_MS = 15;

/** How often a write is tried again after another process was first, before its sender is asked to come again. */
export const MAX_ATTEMPTS = 5;

/** How long a room keeps its document after the last write, in milliseconds: people pause longer than they type. */
export const EVICT_AFTER_MS = 30_000;
/** Documents at once, beyond which those that rested longest go: some 200 kB each with an ordinary note. */
export const MAX_DOCUMENTS = 500;
/** Updates behind a snapshot of a room that is being written, beyond which it is folded: a loss of power reads them all. */
export const FOLD_AFTER = 1_000;
/** Rooms folded at a time, between two groups: a few milliseconds. */
export const MAX_FOLDS = 16;
/** Updates that are merged for somebody who missed them, at most: Yjs takes 10 ms for so many, and 1.6 s for 10,000. */
export const MAX_MERGED = 50;
/** How often there is housekeeping, in milliseconds. */
export const TIDY_MS = 500;
/** How often the write-ahead log is written back, in milliseconds: short enough for a log of few MB. */
export const CHECKPOINT_MS = 5_000;
/** How long history is kept, in milliseconds: two years, longer than the longest cycle of negotiation on one text. */
export const HISTORY_MS = 2 * 365 * 86_400_000;
/** How often history past that is looked for, in milliseconds. */
export const HISTORY_LOOK_MS = 3_600_000;
/** How long folding may take at the end, in milliseconds: whoever stops the server expects its end within two seconds. */
export const SETTLE_MS = 700;

/** One update that takes longer than this to check or apply, in milliseconds, is taken from the engine with its thread. */
export const STALLED_MS = 2_000;
/** How often the watchdog looks, in milliseconds. */
export const WATCH_MS = 250;
/** Restarts of the thread within {@link RESTART_WINDOW_MS} after which something else than an update is wrong. */
export const MAX_RESTARTS = 5;
export const RESTART_WINDOW_MS = 60_000;
/** Memory of the whole process, in MB, above which the thread starts anew: buffers do not count as heap. */
export const MAX_RESIDENT_MB = 3_072;

/** How often another process's writes are looked for, in milliseconds: they must show within a second. */
export const LOOK_OUTSIDE_MS = 250;

/** Memory of the engine's thread, in MB: 2,000 rooms of 10,000 edits each take 600. */
export const WORKER_HEAP_MB = 2_048;
/** Its young generation, in MB: what it makes lives short, and a larger one would only be memory. */
export const WORKER_YOUNG_MB = 16;
