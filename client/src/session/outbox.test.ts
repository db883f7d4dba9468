import type { Annotation } from "@apostil/shared/model";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "./api.ts";
import { systemClock } from "./clock.ts";
import { Outbox } from "./outbox.ts";
import type { Command } from "./overlay.ts";
import { annotation, comment, KARI } from "./samples.ts";

const ROOM = "t/op1/shared";
const OTHER = "t/op2/shared";

let outbox: Outbox;
let sent: Command[];
/** What the server says to the next commands; then it takes everything. */
let answers: (ApiProblem | Annotation)[];
/** Answers wait for this. */
let gate: Promise<void>;

const offline = () => new ApiProblem("offline", "", 0);
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const kinds = () => sent.map(({ kind }) => kind);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-01-01") });
  sent = [];
  answers = [];
  gate = Promise.resolve();
  outbox = new Outbox({
    clock: systemClock,
    creator: () => KARI,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    send: async (command) => {
      sent.push(command);
      await gate;
      const answer = answers.shift();
      if (answer instanceof ApiProblem) throw answer;
      return command.kind === "remove" ? null : (answer ?? annotation(command.id));
    },
  });
});
afterEach(() => {
  outbox.close();
  vi.useRealTimers();
});

describe("the outbox", () => {
  it("shows a new annotation at once and marks it until the server has it", async () => {
    const id = outbox.create(ROOM, comment("Hello"));
    expect(outbox.merge(ROOM, []).map((each) => each.id)).toEqual([id]);
    expect(outbox.merge(OTHER, [])).toEqual([]);
    expect(outbox.isPending(id)).toBe(true);
    expect(outbox.pending()).toBe(1);
    await settle();
    expect(outbox.isPending(id)).toBe(false);
    expect(outbox.pending()).toBe(0);
  });

  it("goes on showing it until the room's map has it, and not for ever", async () => {
    const id = outbox.create(ROOM, comment("Hello"));
    await settle();
    expect(outbox.merge(ROOM, [])).toEqual([annotation(id)]);
    const rooms: string[] = [];
    outbox.onRoom((room) => rooms.push(room));
    await settle(20_000);
    expect(rooms).toEqual([ROOM]);
    expect(outbox.merge(ROOM, [])).toEqual([]);
  });

  it("keeps the order within a room, and lets no room wait for another", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const id = outbox.create(ROOM, comment("Hello"));
    outbox.patch(ROOM, id, { status: "resolved" });
    outbox.remove(ROOM, id);
    outbox.create(OTHER, comment("There"));
    await settle();
    expect(sent.map(({ room, kind }) => [room, kind])).toEqual([
      [ROOM, "create"],
      [OTHER, "create"],
    ]);
    resolve();
    await settle();
    expect(kinds()).toEqual(["create", "create", "patch", "remove"]);
  });

  it.each([
    ["offline", offline()],
    ["a broken server", new ApiProblem("notSaved", "", 503)],
    ["too many requests", new ApiProblem("tooMany", "", 429)],
  ])("sends again under the same id after %s", async (_why, problem) => {
    answers = [problem, problem];
    const id = outbox.create(ROOM, comment("Hello"));
    await settle();
    expect(outbox.isPending(id)).toBe(true);
    await settle(10_000);
    expect(sent.map((command) => command.id)).toEqual([id, id, id]);
    expect(outbox.isPending(id)).toBe(false);
    expect(outbox.failures.get()).toEqual([]);
  });

  it("does not wait once the server is back", async () => {
    answers = Array.from({ length: 1_000 }, offline);
    outbox.create(ROOM, comment("Hello"));
    await settle(20_000);
    const tried = sent.length;
    answers = [];
    outbox.resume();
    await settle();
    expect(sent).toHaveLength(tried + 1);
    expect(outbox.pending()).toBe(0);
  });

  it("gives back what the server refuses, with its words, and goes on", async () => {
    answers = [new ApiProblem("notAllowed", "Not here.", 403)];
    outbox.create(ROOM, comment("My words"));
    const next = outbox.create(ROOM, comment("Fine"));
    await settle();
    expect(outbox.failures.get()).toMatchObject([
      { code: "notAllowed", detail: "Not here.", words: "My words" },
    ]);
    expect(outbox.merge(ROOM, []).map(({ id }) => id)).toEqual([next]);
    const key = outbox.failures.get()[0]?.key ?? "";
    outbox.retryFailure(key);
    await settle();
    expect(outbox.failures.get()).toEqual([]);
    expect(kinds()).toEqual(["create", "create", "create"]);
  });

  it("takes a removal of what is gone for done", async () => {
    answers = [new ApiProblem("gone", "", 410)];
    outbox.remove(ROOM, annotation("a").id);
    expect(outbox.merge(ROOM, [annotation("a")])).toEqual([]);
    await settle();
    expect(outbox.failures.get()).toEqual([]);
    expect(outbox.pending()).toBe(0);
  });

  it("keeps words for their author when the store is another one", async () => {
    answers = [offline()];
    outbox.create(ROOM, comment("Before the restore"));
    await settle();
    outbox.otherGeneration();
    await settle(10_000);
    expect(sent).toHaveLength(1);
    expect(outbox.failures.get()).toMatchObject([{ code: "otherGeneration", words: "Before the restore" }]);
  });

  it("sends nothing after it was closed", async () => {
    answers = [offline()];
    outbox.create(ROOM, comment("Hello"));
    await settle();
    outbox.close();
    await settle(60_000);
    expect(sent).toHaveLength(1);
  });
});
