import type { Codebook, TextId, ThemeId } from "@apostil/shared/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itWithStore, type Open, textOf } from "./support.ts";

const SOURCE = { name: "treaty.txt", type: "text/plain", bytes: Uint8Array.of(0, 255, 10) };

const theme = (id: string) => ({
  id: id as ThemeId,
  name: `Name of ${id}`,
  colour: { light: "#112233", dark: "#ddeeff" },
  definition: "When to apply it.",
  keyWords: ["gender", "wom*n"],
});

export function describeTexts(open: Open): void {
  describe("texts", () => {
    itWithStore(open, "gives a text back as it was added", async (store) => {
      const text = textOf("treaty", { symbol: null, date: null });
      await store.addText(text, SOURCE);
      expect(await store.text(text.id)).toStrictEqual(text);
      expect(await store.textSource(text.id)).toStrictEqual(SOURCE);
    });

    itWithStore(open, "knows nothing of a text that was not added", async (store) => {
      expect(await store.text("treaty" as TextId)).toBeNull();
      expect(await store.textSource("treaty" as TextId)).toBeNull();
      expect(await store.texts()).toEqual([]);
    });

    itWithStore(open, "lists texts in the order of their import", async (store) => {
      await store.addText(textOf("zebra"), SOURCE);
      await store.addText(textOf("apple", { paragraphs: [] }), SOURCE);
      const plain = textOf("prose").paragraphs.map((paragraph) => ({ ...paragraph, label: null }));
      await store.addText(textOf("prose", { paragraphs: plain }), SOURCE);
      expect((await store.texts()).map(({ id, paragraphs }) => [id, paragraphs])).toEqual([
        ["zebra", 2],
        ["apple", 0],
        ["prose", 3],
      ]);
      const { title, symbol, date, language, kind } = textOf("zebra");
      const line = { id: "zebra", title, symbol, date, language, kind, paragraphs: 2 };
      expect((await store.texts())[0]).toStrictEqual(line);
    });

    itWithStore(open, "refuses an id that is taken, and changes nothing", async (store) => {
      await store.addText(textOf("treaty"), SOURCE);
      const other = textOf("treaty", { title: "Other" });
      await expect(store.addText(other, SOURCE)).rejects.toMatchObject({ code: "exists" });
      expect(await store.text(other.id)).toStrictEqual(textOf("treaty"));
    });

    itWithStore(open, "keeps an empty source, and part of a larger buffer", async (store) => {
      await store.addText(textOf("empty"), { ...SOURCE, bytes: new Uint8Array(0) });
      await store.addText(textOf("part"), { ...SOURCE, bytes: Uint8Array.of(1, 2, 3, 4).subarray(1, 3) });
      expect((await store.textSource("empty" as TextId))?.bytes).toStrictEqual(new Uint8Array(0));
      expect((await store.textSource("part" as TextId))?.bytes).toStrictEqual(Uint8Array.of(2, 3));
    });

    it("keeps any well-formed words", async () => {
      const store = await open();
      let number = 0;
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary" }), async (words) => {
          const [paragraph] = textOf("any").paragraphs;
          if (!paragraph) return;
          const text = textOf(`any-${number++}`, {
            title: words,
            paragraphs: [{ ...paragraph, text: words, references: [{ symbol: words, start: 0, end: 1 }] }],
          });
          await store.addText(text, { ...SOURCE, name: words });
          expect(await store.text(text.id)).toStrictEqual(text);
        }),
      );
      await store.close();
    });
  });
}

export function describeCodebook(open: Open): void {
  describe("codebook", () => {
    itWithStore(open, "is empty at first", async (store) => {
      expect(await store.codebook()).toStrictEqual({ themes: [] });
    });

    itWithStore(open, "is replaced whole, in its order", async (store) => {
      const second: Codebook = { themes: [theme("gender"), theme("children")] };
      await store.setCodebook({ themes: [theme("children"), theme("victims")] });
      await store.setCodebook(second);
      expect(await store.codebook()).toStrictEqual(second);
    });

    itWithStore(open, "refuses the same theme twice, and keeps the old one", async (store) => {
      await store.setCodebook({ themes: [theme("gender")] });
      const twice = store.setCodebook({ themes: [theme("victims"), theme("victims")] });
      await expect(twice).rejects.toMatchObject({ code: "exists" });
      expect(await store.codebook()).toStrictEqual({ themes: [theme("gender")] });
    });
  });
}
