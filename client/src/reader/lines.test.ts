import type { Annotation, ParagraphId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { endLines } from "./lines.ts";

const ids = ["op1", "op2", "op3", "op4"] as ParagraphId[];
const paragraphs = ids.map((id) => ({ id }));
const having = (motivation: Annotation["motivation"], ...where: string[]) =>
  new Map(where.map((id) => [id as ParagraphId, [{ motivation } as Annotation]]));

describe("endLines", () => {
  it("lets cards reach down to the next paragraph that has some", () => {
    expect(endLines(paragraphs, having("commenting", "op1", "op3"), null)).toEqual([3, 3, 5, 5]);
  });

  it("leaves room for a comment that is being written", () => {
    expect(endLines(paragraphs, having("commenting", "op1"), "op2" as ParagraphId)).toEqual([2, 5, 5, 5]);
  });

  it("takes no account of tags, which have no cards", () => {
    expect(endLines(paragraphs, having("tagging", "op2"), null)).toEqual([5, 5, 5, 5]);
    expect(endLines([], new Map(), null)).toEqual([]);
  });
});
