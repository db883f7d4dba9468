import type { Engine } from "../engine/engine.ts";
import type { People, Viewer } from "../people/people.ts";
import type { Store } from "../store/store.ts";
import type { Summaries } from "../summaries/summaries.ts";
import type { Texts } from "../texts/texts.ts";
import type { ResolvedRoom } from "./rights.ts";

/** What the HTTP interface stands on. */
export type Parts = {
  readonly store: Store;
  readonly engine: Engine;
  readonly people: People;
  readonly texts: Texts;
  readonly summaries: Summaries;
  /** Of the store, new after a restore. */
  readonly generation: string;
  /** Addresses (scheme, host, port) that the server is known by besides the one asked; links name the first. */
  readonly origins: readonly string[];
  /** Folder of the built pages. */
  readonly pages: string;
  readonly clock: () => number;
};

/** What a request carries on its way, besides what it asks. */
export type Env = {
  Variables: {
    /** `null` while nobody is signed in. */
    viewer: Viewer | null;
    /** Set by {@link inRoom} alone. */
    room: ResolvedRoom;
  };
};
