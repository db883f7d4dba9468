import { asTextId } from "@apostil/shared/model";
import type { Viewer } from "../people/people.ts";
import type { Send, Summaries, Watch } from "../summaries/summaries.ts";
import { MAX_WATCHES, WINDOW_MS } from "./limits.ts";
import { Rate } from "./rate.ts";

/** The text whose summary a link watches: one at a time, for a page shows one. */
export class LinkSummary {
  readonly #summaries: Summaries;
  readonly #send: Send;
  readonly #rate = new Rate(MAX_WATCHES, WINDOW_MS);
  #watch: Watch | null = null;

  constructor(summaries: Summaries, send: Send) {
    this.#summaries = summaries;
    this.#send = send;
  }

  /**
   * Watches this text in place of another; no text's id ends it. A text that does not exist has an empty summary.
   * @returns `false` when it was asked for too often
   */
  watch(viewer: Viewer, name: string): boolean {
    this.close();
    const text = asTextId(name);
    if (!text) return true;
    if (!this.#rate.allows(1, Date.now())) return false;
    this.#watch = this.#summaries.watch(viewer, text, this.#send);
    return true;
  }

  /** Their rights are others than before. */
  reconsider(viewer: Viewer): void {
    this.#watch?.reconsider(viewer);
  }

  close(): void {
    this.#watch?.close();
    this.#watch = null;
  }
}
