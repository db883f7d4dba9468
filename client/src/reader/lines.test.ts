import type { ParagraphId } from "@apostil/shared/model";
import type { Counts } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { endLines } from "./lines.ts";

const ids = ["op1", "op2", "op3", "op4"] as ParagraphId[];
const paragraphs = ids.map((id) => ({ id }));
const having = (counts: Counts, ...where: string[]) =>
  new Map(where.map((id) => [id as ParagraphId, { counts }]));

describe("endLines", () => {
  it("lets cards reach down to the next paragraph that has some", () => {
    expect(endLines(paragraphs, having({ open: 1 }, "op1", "op3"), null)).toEqual([3, 3, 5, 5]);
  });

  it("leaves room for a comment that is being written", () => {
    expect(endLines(paragraphs, having({ resolved: 2 }, "op1"), "op2" as ParagraphId)).toEqual([2, 5, 5, 5]);
  });

  it("takes no account of tags, which have no cards", () => {
    expect(
      endLines(
        paragraphs,
        having({ tags: { gender: 1 } as Counts["tags"] & object, suggestions: 1 }, "op2"),
        null,
      ),
    ).toEqual([5, 5, 5, 5]);
    expect(endLines([], new Map(), null)).toEqual([]);
  });
});
