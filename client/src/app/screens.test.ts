import { asTextId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { screenLinks } from "./screens.ts";

const current = (path: string, text: string | null) =>
  screenLinks(path, text === null ? null : asTextId(text))
    .filter((link) => link.current)
    .map((link) => link.href);

describe("screenLinks", () => {
  it("leads to a text only when one was opened", () => {
    expect(screenLinks("/", null).map((link) => link.href)).toEqual(["/", "/people", "/codebook"]);
    expect(screenLinks("/", asTextId("sres2395")).map((link) => link.href)).toContain("/t/sres2395");
  });

  it("marks where we are", () => {
    expect(current("/", null)).toEqual(["/"]);
    expect(current("/people", "sres2395")).toEqual(["/people"]);
    expect(current("/t/sres2395", "sres2395")).toEqual(["/t/sres2395"]);
    expect(current("/nowhere", "sres2395")).toEqual([]);
  });
});
