import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asAnnotationId,
  asMemberId,
  asParagraphId,
  asTextId,
  asThemeId,
  MAX_ID_LENGTH,
  PRESENCE_PARAGRAPH,
  slug,
  uuidv7,
} from "./index.ts";

describe("slug", () => {
  it("keeps letters and digits, drops accents, makes the rest one hyphen", () => {
    expect(slug("Children’s rights")).toBe("childrens-rights");
    expect(slug("Côte d'Ivoire (UN)")).toBe("cote-divoire-un");
    expect(slug("OP9(a)(i)")).toBe("op9-a-i");
    expect(slug("安理会")).toBe("");
  });

  it("is an id or nothing, and its own slug, for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        const made = slug(name);
        expect(made === "" || asTextId(made) === made).toBe(true);
        expect(slug(made)).toBe(made);
        expect(made.length).toBeLessThanOrEqual(MAX_ID_LENGTH);
      }),
    );
  });
});

describe("ids", () => {
  it("are lower-case words of letters, digits and hyphens", () => {
    for (const as of [asTextId, asMemberId, asThemeId, asParagraphId]) {
      expect(as("op9-a")).toBe("op9-a");
      for (const wrong of ["", "-a", "OP9", "a b", "a/b", "ä", "a\n", "a".repeat(MAX_ID_LENGTH + 1)])
        expect(as(wrong)).toBeNull();
    }
  });

  it("keep _ for presence", () => {
    expect(asParagraphId("_")).toBe(PRESENCE_PARAGRAPH);
    expect(asTextId("_")).toBeNull();
  });
});

describe("uuidv7", () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
  const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });

  it("makes annotation ids of version 7", () => {
    fc.assert(
      fc.property(times, random, (now, bytes) => {
        const id = uuidv7(now, bytes);
        expect(asAnnotationId(id)).toBe(id);
        expect(id).toMatch(/^.{14}7.{4}[89ab]/);
        expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  it("sorts by time", () => {
    fc.assert(
      fc.property(times, times, random, random, (a, b, one, other) => {
        fc.pre(a !== b);
        expect(uuidv7(a, one) < uuidv7(b, other)).toBe(a < b);
      }),
    );
  });

  it("is the only form besides other UUIDs in lower case", () => {
    expect(asAnnotationId("0190a5a0-7c3e-4d52-9f6a-1b2c3d4e5f60")).not.toBeNull();
    for (const wrong of ["", "x", "0190A5A0-7C3E-4D52-9F6A-1B2C3D4E5F60", "0190a5a07c3e4d529f6a1b2c3d4e5f60"])
      expect(asAnnotationId(wrong)).toBeNull();
  });
});
