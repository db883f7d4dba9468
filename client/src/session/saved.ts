/**
 * What of one room the server has committed, by counting alone (PROTOCOL.md, `saved`). A state vector could not say it:
 * a deletion does not change it.
 *
 * An edit is *waiting* until a frame of the present connection carries it, then *in flight* until that frame is
 * acknowledged. When the connection drops, all that was in flight waits again: whether it arrived is not known.
 */
export type SavedState = {
  readonly connected: boolean;
  /** Sync frames (step 2 and update) that this connection has sent. */
  readonly sent: number;
  /** Edits that no frame of this connection carries. */
  readonly waiting: number;
  /** Frames that carry edits and are not acknowledged, in order; `frame` counts from 1. */
  readonly inFlight: readonly { readonly frame: number; readonly edits: number }[];
};

export type SavedEvent =
  /** The document was changed here, not by the server. Comes before the frame that carries the change. */
  | { readonly type: "edited" }
  /** So many edits of an earlier visit were kept in this browser, and never acknowledged. */
  | { readonly type: "restored"; readonly edits: number }
  | { readonly type: "opened" }
  /** A sync frame went out on the open connection. A step 2 carries all that the server lacks. */
  | { readonly type: "sent"; readonly step2: boolean }
  /** The server has committed the first `frames` sync frames of this connection. */
  | { readonly type: "saved"; readonly frames: number }
  | { readonly type: "dropped" }
  /** The server takes nothing from us here and will not ask: what waits are tidyings of Yjs's own, which it drops. */
  | { readonly type: "notWriting" };

/** Nothing was changed yet. */
export const NOTHING_UNSAVED: SavedState = { connected: false, sent: 0, waiting: 0, inFlight: [] };

/** Edits that the server has not acknowledged. */
export const unsavedEdits = (state: SavedState): number =>
  state.inFlight.reduce((sum, { edits }) => sum + edits, state.waiting);

/** The state after `event`. */
export function nextSaved(state: SavedState, event: SavedEvent): SavedState {
  switch (event.type) {
    case "edited":
      return { ...state, waiting: state.waiting + 1 };
    case "restored":
      return { ...state, waiting: state.waiting + event.edits };
    case "opened":
      return { ...dropped(state), connected: true };
    case "sent":
      return sent(state, event.step2);
    case "saved":
      return { ...state, inFlight: state.inFlight.filter(({ frame }) => frame > event.frames) };
    case "dropped":
      return dropped(state);
    case "notWriting":
      return { ...state, waiting: 0 };
  }
}

const dropped = (state: SavedState): SavedState => ({
  connected: false,
  sent: 0,
  waiting: unsavedEdits(state),
  inFlight: [],
});

/**
 * A step 2 carries all that waits. An update carries the one edit that it was made for; where older edits wait as well,
 * the server sees a gap before it and can't take it, so that all of them wait for the step 2.
 */
function sent(state: SavedState, step2: boolean): SavedState {
  const frame = state.sent + 1;
  if (state.waiting === 0 || (!step2 && state.waiting > 1)) return { ...state, sent: frame };
  return {
    ...state,
    sent: frame,
    waiting: 0,
    inFlight: [...state.inFlight, { frame, edits: state.waiting }],
  };
}
