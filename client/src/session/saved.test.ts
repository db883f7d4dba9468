import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTHING_UNSAVED, nextSaved, type SavedEvent, unsavedEdits } from "./saved.ts";

const after = (...events: readonly SavedEvent[]) => events.reduce(nextSaved, NOTHING_UNSAVED);
const unsaved = (...events: readonly SavedEvent[]) => unsavedEdits(after(...events));

const edited = { type: "edited" } as const;
const opened = { type: "opened" } as const;
const dropped = { type: "dropped" } as const;
const step2 = { type: "sent", step2: true } as const;
const update = { type: "sent", step2: false } as const;
const saved = (frames: number) => ({ type: "saved", frames }) as const;

describe("what is saved", () => {
  it("is everything before the first edit, also while a step 2 is open", () => {
    expect(unsaved()).toBe(0);
    expect(unsaved(opened, step2)).toBe(0);
  });

  it("is an edit once its frame is acknowledged, and not before", () => {
    expect(unsaved(opened, step2, saved(1), edited, update)).toBe(1);
    expect(unsaved(opened, step2, saved(1), edited, update, saved(1))).toBe(1);
    expect(unsaved(opened, step2, saved(1), edited, update, saved(2))).toBe(0);
  });

  it("counts acknowledgements from the start of each connection", () => {
    expect(unsaved(opened, step2, edited, update, saved(1), dropped, opened, step2)).toBe(1);
    expect(unsaved(opened, step2, edited, update, saved(1), dropped, opened, step2, saved(1))).toBe(0);
  });

  it("is what was written offline only once the step 2 is acknowledged", () => {
    expect(unsaved(edited, edited, opened)).toBe(2);
    expect(unsaved(edited, edited, opened, step2)).toBe(2);
    expect(unsaved(edited, edited, opened, step2, saved(1))).toBe(0);
  });

  it("is not an edit that was sent before the step 2 while older ones wait: the server saw a gap", () => {
    const gap = [edited, opened, edited, update, saved(1)];
    expect(unsaved(...gap)).toBe(2);
    expect(unsaved(...gap, step2, saved(2))).toBe(0);
  });

  it("is an edit before any step 2 when nothing older waits: a reader's tidying needs no step 2", () => {
    expect(unsaved(opened, edited, update, saved(1))).toBe(0);
  });

  it("forgets what the server will not ask for", () => {
    expect(unsaved(opened, edited, update, dropped, opened, { type: "notWriting" })).toBe(0);
  });
});

/** A client and a server with queues between them, as small as they can be. */
class World {
  #state = NOTHING_UNSAVED;
  #edits = 0;
  /** The server has the first so many edits: with a gap, it takes nothing. */
  #committed = 0;
  #isOpen = false;
  #handled = 0;
  #frames: { readonly from: number; readonly to: number }[] = [];

  get saysSaved(): boolean {
    return unsavedEdits(this.#state) === 0;
  }
  get isSaved(): boolean {
    return this.#committed === this.#edits;
  }

  edit(): void {
    this.#edits++;
    this.#tell(edited);
    if (this.#isOpen) this.#send({ from: this.#edits - 1, to: this.#edits }, false);
  }
  connect(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#frames = [];
    this.#handled = 0;
    this.#tell(opened);
  }
  /** The server asks, and is answered with all that it lacks. */
  step1(): void {
    if (this.#isOpen) this.#send({ from: this.#committed, to: this.#edits }, true);
  }
  handle(): void {
    const frame = this.#frames[this.#handled];
    if (!this.#isOpen || !frame) return;
    this.#handled++;
    if (frame.from <= this.#committed) this.#committed = Math.max(this.#committed, frame.to);
  }
  acknowledge(): void {
    if (this.#isOpen) this.#tell(saved(this.#handled));
  }
  drop(): void {
    this.#isOpen = false;
    this.#tell(dropped);
  }
  settle(): void {
    this.connect();
    this.step1();
    for (const _frame of this.#frames) this.handle();
    this.acknowledge();
  }

  #send(frame: { readonly from: number; readonly to: number }, isStep2: boolean): void {
    this.#frames.push(frame);
    this.#tell(isStep2 ? step2 : update);
  }
  #tell(event: SavedEvent): void {
    this.#state = nextSaved(this.#state, event);
  }
}

describe("saved, whatever happens", () => {
  const steps = fc.array(fc.constantFrom("edit", "connect", "step1", "handle", "acknowledge", "drop"), {
    maxLength: 60,
  });

  it("is never said while an edit is not committed, and always in the end", () => {
    fc.assert(
      fc.property(steps, (names) => {
        const world = new World();
        for (const name of names) {
          world[name]();
          expect(world.saysSaved && !world.isSaved).toBe(false);
        }
        world.settle();
        expect(world.saysSaved).toBe(true);
        expect(world.isSaved).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
