import type { LayerView } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { placeOf } from "./place.ts";

const NORWAY: LayerView = { layer: "norway", kind: "delegation", name: "Norway", readers: 4 };

describe("placeOf", () => {
  it("names the paragraph and the layer", () => {
    expect(placeOf("sres2395/op21/norway", [NORWAY])).toEqual({ paragraph: "OP21", layer: NORWAY });
  });

  it("leaves out a layer that is not ours any more", () => {
    expect(placeOf("sres2395/op21/ghana", [NORWAY]).layer).toBeNull();
  });
});
