import type { MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Actor,
  type AnnotationRow,
  type CommitOutcome,
  type RoomCommit,
  SERVER,
  type Store,
  type StoredRoom,
  type StoredUpdate,
} from "../store.ts";
import {
  ANNA,
  actorOf,
  annotationId,
  annotationOf,
  BORIS,
  memberOf,
  type Open,
  OTHER_ROOM,
  ROOM,
  sessionOf,
} from "./support.ts";

const ROOMS = [ROOM, OTHER_ROOM] as const;
const WRITERS = [0, 1] as const;
const MEMBERS = [ANNA, BORIS] as const;
const ANNOTATIONS = [1, 2, 3] as const;

/** What one writer asks of one room. It builds on the sequence that this writer last saw, which may be stale. */
type RoomStep = {
  readonly room: RoomKey;
  /** Where what it saw is ignored and another sequence is claimed. */
  readonly skew: number;
  readonly actors: readonly ActorStep[];
  readonly clients: readonly { readonly client: number; readonly member: MemberId }[];
  readonly annotations: readonly { readonly number: number; readonly removed: boolean }[];
};
type ActorStep = { readonly member: MemberId | null; readonly late: number; readonly session: boolean };

type Step =
  | { readonly kind: "commit"; readonly writer: number; readonly rooms: readonly RoomStep[] }
  | { readonly kind: "look"; readonly writer: number }
  | { readonly kind: "change" | "remove" | "signOut"; readonly member: MemberId };

const roomStep: fc.Arbitrary<RoomStep> = fc.record({
  room: fc.constantFrom(...ROOMS),
  skew: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ max: 2, min: 1 }) },
  ),
  actors: fc.array(
    fc.record({
      member: fc.constantFrom(null, ...MEMBERS),
      late: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
      session: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  clients: fc.array(
    fc.record({ client: fc.constantFrom(1, 2, 2 ** 40 + 3), member: fc.constantFrom(...MEMBERS) }),
    { maxLength: 2 },
  ),
  annotations: fc.array(fc.record({ number: fc.constantFrom(...ANNOTATIONS), removed: fc.boolean() }), {
    maxLength: 2,
  }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("commit" as const),
      writer: fc.constantFrom(...WRITERS),
      rooms: fc.array(roomStep, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("look" as const), writer: fc.constantFrom(...WRITERS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("change" as const, "remove" as const, "signOut" as const),
      member: fc.constantFrom(...MEMBERS),
    }),
  },
);

type ModelRoom = {
  updates: StoredUpdate[];
  clients: Map<number, MemberId>;
  rows: Map<string, AnnotationRow>;
};

/** The port's promise about commits in its plainest form. */
class Model {
  readonly members = new Map<MemberId, { version: number; removed: boolean; signedIn: boolean }>(
    MEMBERS.map((id) => [id, { version: 1, removed: false, signedIn: true }]),
  );
  readonly rooms = new Map<RoomKey, ModelRoom>(
    ROOMS.map((room) => [room, { updates: [], clients: new Map(), rows: new Map() }]),
  );
  /** What each writer believes of each room. */
  readonly seen = WRITERS.map(() => new Map<RoomKey, number>(ROOMS.map((room) => [room, 0])));

  room(key: RoomKey): ModelRoom {
    const room = this.rooms.get(key);
    if (!room) throw new Error(key);
    return room;
  }

  look(writer: number): void {
    for (const key of ROOMS) this.seen[writer]?.set(key, this.room(key).updates.length);
  }

  isAsGiven = (actor: Actor): boolean => {
    if (actor.member === SERVER.member) return true;
    const member = this.members.get(actor.member);
    if (!member || member.removed || member.version !== actor.version) return false;
    return actor.session === null || member.signedIn;
  };

  commit(one: RoomCommit): CommitOutcome {
    const { updates, clients, rows } = this.room(one.room);
    const claimed = new Map(clients);
    for (const { client, member } of one.clients) claimed.set(client, claimed.get(client) ?? member);
    const foreign = one.clients.some(({ client, member }) => claimed.get(client) !== member);
    if (updates.length !== one.after || foreign) return { room: one.room, done: false, reason: "behind" };
    const changed = one.updates.map(({ actor }) => actor).filter((actor) => !this.isAsGiven(actor));
    const actors = changed.filter((actor, at) => changed.findIndex((other) => same(other, actor)) === at);
    if (actors.length > 0) return { room: one.room, done: false, reason: "actors", actors };
    for (const { actor, time, bytes } of one.updates)
      updates.push({ seq: updates.length + 1, member: actor.member, time, bytes });
    for (const [client, member] of claimed) clients.set(client, member);
    for (const row of one.annotations) rows.set(row.id, row);
    return { room: one.room, done: true, seq: updates.length };
  }
}

const same = (one: Actor, other: Actor): boolean =>
  one.member === other.member && one.version === other.version && one.session === other.session;

/** The step with what its writer knows: versions of members, sequences of rooms. */
function commitsOf(model: Model, writer: number, rooms: readonly RoomStep[], number: number): RoomCommit[] {
  return rooms.map((step, at) => ({
    room: step.room,
    after: (model.seen[writer]?.get(step.room) ?? 0) + step.skew,
    updates: step.actors.map((actor, index) => ({
      actor: actorIn(model, actor),
      time: 2_000 + number,
      bytes: Uint8Array.of(number, at, index),
    })),
    clients: step.clients,
    annotations: step.annotations.map(({ number: id, removed }) => ({
      room: step.room,
      id: annotationId(id),
      annotation: removed ? null : annotationOf(id, { revision: number }),
      posted: `digest-${number}`,
      creator: ANNA,
    })),
  }));
}

function actorIn(model: Model, { member, late, session }: ActorStep): Actor {
  if (member === null) return SERVER;
  const version = (model.members.get(member)?.version ?? 1) - late;
  // Version 0 without a session would be the server's own word.
  return actorOf(member, { version: Math.max(1, version), session: session ? sessionOf(member).key : null });
}

async function runStep(store: Store, model: Model, step: Step, number: number): Promise<void> {
  if (step.kind === "look") return model.look(step.writer);
  if (step.kind === "commit") {
    const batch = commitsOf(model, step.writer, step.rooms, number);
    const expected = batch.map((one) => model.commit(one));
    expect(await store.commit(batch)).toStrictEqual(expected);
    // Who wrote knows the new sequence; the other writer's view is stale now.
    for (const outcome of expected) if (outcome.done) model.seen[step.writer]?.set(outcome.room, outcome.seq);
    return;
  }
  const member = model.members.get(step.member);
  if (!member || member.removed) return;
  if (step.kind === "signOut") {
    await store.endSession(sessionOf(step.member).key);
    member.signedIn = false;
    return;
  }
  await (step.kind === "change" ? store.changeMember(step.member, {}) : store.removeMember(step.member));
  member.version++;
  member.removed = step.kind === "remove";
}

async function expectSame(store: Store, model: Model): Promise<void> {
  for (const key of ROOMS) {
    const { updates, clients, rows } = model.room(key);
    const stored: StoredRoom = { seq: updates.length, snapshot: null, updates, clients };
    expect(await store.loadRoom(key)).toStrictEqual(stored);
    for (const number of ANNOTATIONS)
      expect(await store.annotationRow(key, annotationId(number))).toStrictEqual(
        rows.get(annotationId(number)) ?? null,
      );
    const kept = [...rows.values()].flatMap(({ annotation }) => (annotation ? [annotation] : []));
    const inOrder = kept.toSorted((one, other) => (one.created < other.created ? -1 : 1));
    expect(await store.annotations([key])).toStrictEqual(inOrder);
  }
}

/** Two writers, stale views, changing members: whatever the order, store and model agree. */
export function describeCommitModel(open: Open): void {
  describe("commit, in any order", () => {
    it("numbers without holes, keeps nothing of what it refuses, agrees with the model", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const store = await open();
          const model = new Model();
          try {
            for (const id of MEMBERS) await store.addMember(memberOf(id));
            for (const id of MEMBERS) await store.addSession(sessionOf(id));
            for (const [number, one] of steps.entries()) await runStep(store, model, one, number);
            await expectSame(store, model);
          } finally {
            await store.close();
          }
        }),
      );
    });
  });
}
