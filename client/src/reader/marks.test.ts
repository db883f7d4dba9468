import type { Annotation, AnnotationId, MemberId, ParagraphId, Theme, ThemeId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { marksOf } from "./marks.ts";

const OP28 = { id: "op28" as ParagraphId, text: "Reiterates the call for CTED to integrate gender" };
const GENDER: Theme = {
  id: "gender" as ThemeId,
  name: "Gender",
  colour: { light: "#a8327f", dark: "#e58cc6" },
  definition: "",
  keyWords: [],
};

function on(id: string, exact: string, fields: Partial<Annotation> = {}): Annotation {
  const start = OP28.text.indexOf(exact);
  return {
    id: id as AnnotationId,
    motivation: "commenting",
    body: [],
    target: { selector: [{ type: "TextPositionSelector", start, end: start + exact.length }] },
    creator: { id: "m1" as MemberId, name: "M", delegation: null },
    created: "",
    modified: "",
    status: "open",
    paragraph: OP28.id,
    layer: "shared",
    edition: "en",
    revision: 1,
    ...fields,
  };
}
const gender = {
  motivation: "tagging",
  body: [{ type: "SpecificResource", source: GENDER.id, purpose: "tagging" }],
} as const;
const marks = (annotations: Annotation[], lit: string[] = []) =>
  marksOf(annotations, OP28, [GENDER], lit as AnnotationId[]);

describe("marksOf", () => {
  it("gives tags the colour of their theme, and comments the accent", () => {
    const found = marks([on("a", "CTED"), on("b", "gender", gender)]);
    expect(found.map(({ id, colour }) => [id, colour])).toEqual([
      ["a", "var(--accent)"],
      ["b", "light-dark(#a8327f, #e58cc6)"],
    ]);
  });

  it("makes one mark of the same words with the same theme", () => {
    const [only, ...more] = marks([on("a", "gender", gender), on("b", "gender", gender)]);
    expect(only?.ids).toEqual(["a", "b"]);
    expect(more).toEqual([]);
  });

  it("shows words of what is resolved or suggested only while it is lit up", () => {
    const quiet = [
      on("a", "CTED", { status: "resolved" }),
      on("b", "gender", { ...gender, status: "suggested" }),
    ];
    expect(marks(quiet)).toEqual([]);
    expect(marks(quiet, ["b"]).map(({ id }) => id)).toEqual(["b"]);
  });

  it("marks nothing for whole paragraphs, replies and themes that are gone", () => {
    const none = [
      on("a", "CTED", { target: {} }),
      on("b", "CTED", { motivation: "replying" }),
      on("c", "CTED", { motivation: "tagging" }),
    ];
    expect(marks(none)).toEqual([]);
  });
});
