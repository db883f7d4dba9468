import type { AnnotationId } from "@apostil/shared/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lanesOf, type Mark, segmentsOf } from "./segments.ts";

const mark = (id: string, start: number, end: number): Mark => ({
  id: id as AnnotationId,
  ids: [id as AnnotationId],
  start,
  end,
  colour: "red",
});
const plain = { verb: 0, references: [], dates: [], marks: [] };

describe("segmentsOf", () => {
  it("leaves a paragraph without marks whole", () => {
    expect(segmentsOf("Reminds all", plain).map((segment) => segment.text)).toEqual(["Reminds all"]);
  });

  it("gives nothing for an empty paragraph", () => {
    expect(segmentsOf("", plain)).toEqual([]);
  });

  it("sets the verb, a reference and a date apart", () => {
    const text = "Recalls 1373 (2001) of 28 September";
    const segments = segmentsOf(text, {
      verb: 7,
      references: [{ symbol: "S/RES/1373 (2001)", start: 8, end: 19 }],
      dates: [{ iso: "2001-09-28", start: 23, end: 35 }],
      marks: [],
    });
    expect(segments.find((segment) => segment.verb)?.text).toBe("Recalls");
    expect(segments.find((segment) => segment.reference)?.text).toBe("1373 (2001)");
    expect(segments.find((segment) => segment.date)?.text).toBe("28 September");
  });

  it("shows each of two overlapping annotations", () => {
    const segments = segmentsOf("abcdef", { ...plain, marks: [mark("a", 0, 4), mark("b", 2, 6)] });
    expect(segments.map((segment) => [segment.text, segment.marks.map((found) => found.id)])).toEqual([
      ["ab", ["a"]],
      ["cd", ["a", "b"]],
      ["ef", ["b"]],
    ]);
    expect(segments.flatMap((segment) => segment.begins)).toEqual(["a", "b"]);
  });
});

const someText = fc.string({ unit: "grapheme", maxLength: 60 });
const someMarks = fc.array(fc.tuple(fc.integer({ min: -5, max: 90 }), fc.integer({ min: -5, max: 90 })), {
  maxLength: 8,
});
const withMarks = fc.tuple(someText, someMarks).map(([text, pairs]) => ({
  text,
  marks: pairs.map(([start, end], index) => mark(`m${index}`, start, end)),
}));

describe("segmentsOf, for any paragraph and any marks", () => {
  it("joined again is the paragraph", () => {
    fc.assert(
      fc.property(withMarks, ({ text, marks }) => {
        const segments = segmentsOf(text, { ...plain, marks });
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
      }),
    );
  });

  it("covers exactly the words of each annotation, and begins it once", () => {
    fc.assert(
      fc.property(withMarks, ({ text, marks }) => {
        const segments = segmentsOf(text, { ...plain, marks });
        for (const { id, start, end } of marks) {
          const mine = segments.filter((segment) => segment.marks.some((found) => found.id === id));
          const from = Math.max(0, start);
          const to = Math.min(text.length, end);
          const words = from < to ? text.slice(from, to) : "";
          expect(mine.map((segment) => segment.text).join("")).toBe(words);
          const begun = segments.flatMap((segment) => segment.begins).filter((found) => found === id);
          expect(begun.length).toBe(words === "" ? 0 : 1);
        }
      }),
    );
  });

  it("never puts two overlapping annotations on one line", () => {
    fc.assert(
      fc.property(withMarks, ({ text, marks }) => {
        const segments = segmentsOf(text, { ...plain, marks });
        for (const segment of segments) {
          const lanes = segment.marks.map((found) => found.lane);
          expect(new Set(lanes).size).toBe(lanes.length);
        }
      }),
    );
  });
});

describe("lanesOf", () => {
  it("uses a line again once it is free", () => {
    const lanes = lanesOf([mark("a", 0, 5), mark("b", 2, 4), mark("c", 6, 8)]).map((found) => found.lane);
    expect(lanes).toEqual([0, 1, 0]);
  });
});
