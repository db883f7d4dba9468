/** Bounds of what the engine takes. Each stands well above what an honest editor was seen to send. */

/** Structs of one update: a pasted report of 200 pages makes 9,000. */
export const MAX_STRUCTS = 50_000;
/** Authors (client ids) in one update: an offline person brings their own few; the rest are trimmed repetitions. */
export const MAX_CLIENTS = 1_000;
/** Ranges in one update's delete set: a rejoin after 4,000 scattered deletions carries them all. */
export const MAX_DELETE_RANGES = 100_000;
/** Yjs clocks count characters; a room that reaches this has 2 GB of text. */
export const MAX_CLOCK = 2 ** 31;

/** Updates kept back per channel until its step 2 closes the gap before them: two seconds of the fastest sender. */
export const MAX_PARKED = 5_000;
/** The same in bytes: what one largest frame would be. */
export const MAX_PARKED_BYTES = 1_048_576;

/** How often a write is tried again after another process was first, before its sender is asked to come again. */
export const MAX_ATTEMPTS = 5;

/** Rooms kept as documents while nobody is in them: joins find them ready; more would be memory for nothing. */
export const MAX_IDLE_ROOMS = 500;

/** How often another process's writes are looked for, in milliseconds: they must show within a second. */
export const LOOK_OUTSIDE_MS = 250;

/** Memory of the engine's thread, in MB: 2,000 rooms of 10,000 edits each take 600. */
export const WORKER_HEAP_MB = 2_048;
