import type { Paragraph, ParagraphId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { fragmentOf, placeOf } from "./fragment.ts";

const paragraph = (id: string, label: string | null): Paragraph => ({
  id: id as ParagraphId,
  label,
  kind: "operative",
  level: 0,
  text: "",
  references: [],
  dates: [],
});
const paragraphs = [paragraph("op9-a", "OP9(a)"), paragraph("op21", "OP21"), paragraph("h1", null)];
const ANNOTATION = "0190f3d2-6f70-7abc-8def-0123456789ab";

describe("placeOf", () => {
  it("takes ids and labels in any case", () => {
    expect(placeOf("#op21", paragraphs)?.paragraph).toBe("op21");
    expect(placeOf("#OP21", paragraphs)?.paragraph).toBe("op21");
    expect(placeOf("#OP9(a)", paragraphs)?.paragraph).toBe("op9-a");
    expect(placeOf("#OP9%28a%29", paragraphs)?.paragraph).toBe("op9-a");
  });

  it("reads the annotation behind it", () => {
    expect(placeOf(`#OP21/${ANNOTATION}`, paragraphs)).toEqual({ paragraph: "op21", annotation: ANNOTATION });
    expect(placeOf("#OP21/nonsense", paragraphs)).toEqual({ paragraph: "op21", annotation: null });
  });

  it("knows no place in what is none", () => {
    for (const hash of ["", "#", "#op99", "#%E0%A4%A"]) expect(placeOf(hash, paragraphs)).toBeNull();
  });

  it("reads back what fragmentOf writes", () => {
    const place = placeOf(`#op9-a/${ANNOTATION}`, paragraphs);
    expect(place && placeOf(fragmentOf(place), paragraphs)).toEqual(place);
  });
});
