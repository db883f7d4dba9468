import {
  type Annotation,
  type AnnotationId,
  APOSTIL,
  type MemberId,
  type ParagraphId,
  type Theme,
  type ThemeId,
} from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { accept, comment, highlight, reply, tag, targetOf } from "./fields.ts";
import { arrange, isMarked, peopleIn, wordsIn } from "./threads.ts";

const OP29 = { id: "op29" as ParagraphId, text: "Encourages CTED to integrate the impact on children" };
const theme = (id: string): Theme => ({
  id: id as ThemeId,
  name: id,
  colour: { light: "#000000", dark: "#ffffff" },
  definition: "",
  keyWords: [],
});
const [GENDER, CHILDREN] = [theme("gender"), theme("children")];
const THEMES = [GENDER, CHILDREN];
const ME = "m1" as MemberId;

let made = 0;
function annotation(fields: Partial<Annotation>, by = "m1"): Annotation {
  made += 1;
  return {
    id: `a${made}` as AnnotationId,
    motivation: "commenting",
    body: [],
    target: {},
    creator: { id: by as MemberId, name: by, delegation: null },
    created: `2026-01-01T00:00:${String(made % 60).padStart(2, "0")}Z`,
    modified: "2026-01-01T00:00:00Z",
    status: "open",
    paragraph: OP29.id,
    layer: "shared",
    edition: "en",
    revision: 1,
    ...fields,
  };
}
const picked = (start: number, end: number) => ({
  paragraph: OP29.id,
  start,
  end,
  exact: OP29.text.slice(start, end),
});
const tagging = (of: Theme, by: string, more: Partial<Annotation> = {}) =>
  annotation({ motivation: "tagging", body: tag(of.id, {}).body, ...more }, by);
const arranged = (annotations: Annotation[]) => arrange(annotations, OP29, THEMES, ME);

describe("wordsIn", () => {
  it("finds the words where they were recorded", () => {
    const on = annotation({ target: targetOf([picked(11, 15)], 1) });
    expect(wordsIn(on, OP29)).toEqual({ start: 11, end: 15 });
  });

  it("finds words that moved, and gives up on words that are gone or stand twice", () => {
    const quote = (exact: string) =>
      annotation({
        target: {
          selector: [
            { type: "TextQuoteSelector", exact },
            { type: "TextPositionSelector", start: 0, end: exact.length },
          ],
        },
      });
    expect(wordsIn(quote("CTED"), OP29)).toEqual({ start: 11, end: 15 });
    expect(wordsIn(quote("gone"), OP29)).toBeNull();
    expect(wordsIn(quote("t"), OP29)).toBeNull();
  });

  it("knows no words of a whole paragraph", () => {
    expect(wordsIn(annotation({}), OP29)).toBeNull();
  });
});

describe("arrange", () => {
  it("puts answers under their comment, and comments in the order of the text", () => {
    const late = annotation({ target: targetOf([picked(40, 45)], 1) });
    const early = annotation({ target: targetOf([picked(0, 10)], 1) });
    const answer = annotation({ motivation: "replying", replyTo: late.id });
    const { threads } = arranged([late, answer, early]);
    expect(threads.map(({ root }) => root.id)).toEqual([early.id, late.id]);
    expect(threads[1]?.replies.map(({ id }) => id)).toEqual([answer.id]);
  });

  it("puts the card of words in several paragraphs beside the first of them", () => {
    const target = [{ paragraph: "op28" as ParagraphId }, { paragraph: OP29.id }];
    const elsewhere = annotation({ paragraph: "op28" as ParagraphId, target });
    expect(arranged([elsewhere]).threads).toEqual([]);
    expect(
      arranged([
        tagging(GENDER, "m1", { ...elsewhere, motivation: "tagging", body: tag(GENDER.id, {}).body }),
      ]).tags,
    ).toHaveLength(1);
  });

  it("counts the taggers of a theme, each layer for itself, in the codebook's order", () => {
    const { tags } = arranged([
      tagging(CHILDREN, "m2"),
      tagging(GENDER, "m1"),
      tagging(GENDER, "m2"),
      tagging(GENDER, "m2"),
      tagging(GENDER, "m1", { layer: "norway" }),
    ]);
    expect(tags.map(({ theme: { id }, layer, taggings }) => [id, layer, peopleIn(taggings)])).toEqual([
      ["gender", "shared", 2],
      ["gender", "norway", 1],
      ["children", "shared", 1],
    ]);
  });

  it("shows a suggestion until it is rejected or this viewer accepted it", () => {
    const suggestion = tagging(GENDER, "apostil", { status: "suggested", creator: APOSTIL });
    expect(arranged([suggestion]).suggestions).toHaveLength(1);
    expect(arranged([suggestion]).tags).toHaveLength(0);
    expect(arranged([{ ...suggestion, status: "rejected" }])).toMatchObject({ suggestions: [], tags: [] });
    const mine = tagging(GENDER, "m1", { accepts: suggestion.id });
    const other = tagging(GENDER, "m2", { accepts: suggestion.id });
    expect(arranged([suggestion, other]).suggestions).toHaveLength(1);
    expect(arranged([suggestion, mine]).suggestions).toHaveLength(0);
    expect(arranged([suggestion, mine]).tags).toHaveLength(1);
  });
});

describe("isMarked", () => {
  it("takes no account of suggestions", () => {
    expect(isMarked([tagging(GENDER, "apostil", { status: "suggested", creator: APOSTIL })])).toBe(false);
    expect(isMarked([annotation({})])).toBe(true);
  });
});

describe("fields", () => {
  it("names each paragraph of words in several", () => {
    const target = targetOf([picked(0, 10), { ...picked(0, 5), paragraph: "op30" as ParagraphId }], 1);
    expect(Array.isArray(target) && target.map(({ paragraph }) => paragraph)).toEqual(["op29", "op30"]);
  });

  it("says what is being done", () => {
    expect(comment(" Yes. ", {}).body).toEqual([
      { type: "TextualBody", value: "Yes.", purpose: "commenting" },
    ]);
    expect(highlight({}).body).toEqual([]);
    expect(reply("No.", "a1" as AnnotationId).replyTo).toBe("a1");
    expect(tag(GENDER.id, {}, "why").body).toHaveLength(2);
    const suggestion = tagging(GENDER, "apostil", { target: targetOf([picked(0, 10)], 1) });
    expect(accept(suggestion, GENDER.id)).toMatchObject({
      accepts: suggestion.id,
      target: suggestion.target,
    });
  });
});
