import { describe, expect, it } from "vitest";
import { Listeners } from "./listeners.ts";
import { saveState, saveStateOf } from "./save-state.ts";

describe("the save state", () => {
  it("is saved only when nothing is unsaved, and says what is kept while offline", () => {
    expect(saveStateOf({ kind: "up" }, 0)).toEqual({ kind: "saved" });
    expect(saveStateOf({ kind: "up" }, 2)).toEqual({ kind: "saving" });
    expect(saveStateOf({ kind: "starting" }, 1)).toEqual({ kind: "saving" });
    expect(saveStateOf({ kind: "down" }, 3)).toEqual({ kind: "offline", kept: 3 });
    expect(saveStateOf({ kind: "ended", code: 4401 }, 0)).toEqual({ kind: "offline", kept: 0 });
  });

  it("adds rooms and outbox up, and is the same object until it changes", () => {
    const changes = new Listeners();
    const numbers = { rooms: 0, outbox: 0 };
    let calls = 0;
    const watched = saveState({
      link: { get: () => ({ kind: "down" }), subscribe: changes.subscribe },
      rooms: { unsaved: () => numbers.rooms, onSaved: changes.subscribe },
      outbox: { pending: () => numbers.outbox, onPending: changes.subscribe },
    });
    watched.subscribe(() => calls++);
    const first = watched.get();
    changes.notify();
    expect(watched.get()).toBe(first);
    expect(calls).toBe(0);
    Object.assign(numbers, { rooms: 2, outbox: 1 });
    changes.notify();
    expect(watched.get()).toEqual({ kind: "offline", kept: 3 });
    expect(calls).toBe(1);
  });
});
