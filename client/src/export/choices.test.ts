import type { LayerView } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { chosenOf, confidential, FIRST_LAYERS, toggled } from "./choices.ts";

const layer = (word: string, kind: LayerView["kind"]): LayerView => ({
  layer: word,
  kind,
  name: "",
  readers: 1,
});
const LAYERS = [layer("shared", "shared"), layer("norway", "delegation"), layer("private", "private")];

describe("choices of an export", () => {
  it("begin with the shared layer alone", () => {
    expect(chosenOf(LAYERS, FIRST_LAYERS).map((one) => one.layer)).toEqual(["shared"]);
  });

  it("are ticked and unticked without touching the old ones", () => {
    const both = toggled(FIRST_LAYERS, "private", true);
    expect(chosenOf(LAYERS, both).map((one) => one.layer)).toEqual(["shared", "private"]);
    expect([...toggled(both, "shared", false)]).toEqual(["private"]);
    expect([...FIRST_LAYERS]).toEqual(["shared"]);
  });

  it("leave out a layer that can't be read any more", () => {
    expect(chosenOf(LAYERS.slice(0, 1), toggled(FIRST_LAYERS, "norway", true))).toHaveLength(1);
  });

  it("know which layers are not for everybody", () => {
    expect(confidential(LAYERS).map((one) => one.layer)).toEqual(["norway", "private"]);
  });
});
