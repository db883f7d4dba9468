import type { AnnotationId, ParagraphId, ThemeId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { type Command, hasCaughtUp, type Layered, lay } from "./overlay.ts";
import { annotation, comment, KARI } from "./samples.ts";

const ROOM = "t/op1/private";
const NOW = "2026-02-01T00:00:00.000Z";
const [A, B] = ["a", "b"] as unknown as readonly [AnnotationId, AnnotationId];

const command = (
  rest: { kind: "remove" } | Omit<Command & { kind: "patch" }, "room" | "id">,
  id = A,
): Layered => ({
  kind: "command",
  made: NOW,
  command: { room: ROOM, id, ...rest } as Command,
});
const create = (id: AnnotationId, fields = comment("New")): Layered => ({
  kind: "command",
  made: NOW,
  command: { room: ROOM, id, kind: "create", fields },
});

describe("what is on its way, laid over the server's annotations", () => {
  it("shows a new one as the server will most likely make it", () => {
    const [, made] = lay(ROOM, [annotation("a")], [create(B)], KARI);
    expect(made).toEqual({
      ...comment("New"),
      ...{ id: "b", creator: KARI, created: NOW, modified: NOW, status: "open" },
      ...{ paragraph: "op1", layer: "private", edition: "", revision: 1 },
    });
  });

  it("takes theme and words of an accepted suggestion", () => {
    const suggestion = annotation("a", {
      motivation: "tagging",
      body: [{ type: "SpecificResource", source: "gender" as ThemeId, purpose: "tagging" }],
      target: { selector: [{ type: "TextPositionSelector", start: 0, end: 3 }] },
      status: "suggested",
    });
    const accepting = { motivation: "tagging", body: [], target: {}, accepts: A } as const;
    const [, made] = lay(ROOM, [suggestion], [create(B, accepting)], KARI);
    expect(made).toMatchObject({ body: suggestion.body, target: suggestion.target, accepts: "a" });
  });

  it("does not double one that the server has already", () => {
    expect(lay(ROOM, [annotation("a")], [create(A)], KARI)).toEqual([annotation("a")]);
  });

  it("changes and removes in order", () => {
    const patch = command({ kind: "patch", patch: { status: "resolved" } });
    expect(lay(ROOM, [annotation("a")], [patch], KARI)[0]?.status).toBe("resolved");
    expect(lay(ROOM, [annotation("a")], [patch, command({ kind: "remove" })], KARI)).toEqual([]);
    expect(lay(ROOM, [], [patch], KARI)).toEqual([]);
  });

  it("keeps words in several paragraphs", () => {
    const target = [{ paragraph: "op1" as ParagraphId }, { paragraph: "op2" as ParagraphId }];
    expect(lay(ROOM, [], [create(B, { ...comment("Both"), target })], KARI)[0]?.target).toEqual(target);
  });

  it("sorts by creation", () => {
    const early = annotation("z", { created: "2025-01-01T00:00:00.000Z" });
    expect(lay(ROOM, [annotation("b"), annotation("a"), early], [], KARI).map(({ id }) => id)).toEqual([
      "z",
      "a",
      "b",
    ]);
  });
});

describe("an answer of the server", () => {
  const answer = (found: ReturnType<typeof annotation> | null) =>
    ({ kind: "answer", id: A, annotation: found }) as const;
  const later = annotation("a", { modified: NOW });

  it("stands until the room's map has caught up with it", () => {
    expect(hasCaughtUp([], answer(later))).toBe(false);
    expect(hasCaughtUp([annotation("a")], answer(later))).toBe(false);
    expect(hasCaughtUp([later], answer(later))).toBe(true);
    expect(hasCaughtUp([later], answer(annotation("a")))).toBe(true);
    expect(hasCaughtUp([later], answer(null))).toBe(false);
    expect(hasCaughtUp([], answer(null))).toBe(true);
  });

  it("replaces what is older, and nothing that is newer", () => {
    expect(lay(ROOM, [annotation("a")], [answer(later)], KARI)).toEqual([later]);
    expect(lay(ROOM, [later], [answer(annotation("a"))], KARI)).toEqual([later]);
    expect(lay(ROOM, [later], [answer(null)], KARI)).toEqual([]);
  });
});
