import { FRAME_WINDOW_MS, MAX_FRAMES } from "./limits.ts";

/** Counts frames of one socket in windows of {@link FRAME_WINDOW_MS}. */
export class FrameRate {
  #from = 0;
  #frames = 0;

  /** Whether these frames still fit at `now` (milliseconds). */
  allows(frames: number, now: number): boolean {
    if (now - this.#from >= FRAME_WINDOW_MS) {
      this.#from = now;
      this.#frames = 0;
    }
    this.#frames += frames;
    return this.#frames <= MAX_FRAMES;
  }
}
