import { describe, expect, it } from "vitest";
import { SetAside } from "./set-aside.ts";

const entry = {
  room: "t/op1/shared",
  words: "Mine",
  reason: { kind: "refused", code: 4403 },
  at: 0,
} as const;

describe("words set aside", () => {
  it("stay until their author dismisses them", () => {
    const setAside = new SetAside();
    let calls = 0;
    setAside.subscribe(() => calls++);
    const id = setAside.keep(entry);
    expect(setAside.get()).toEqual([{ ...entry, id }]);
    setAside.amend(id ?? "", "Mine and more");
    expect(setAside.get()[0]?.words).toBe("Mine and more");
    setAside.dismiss(id ?? "");
    expect(setAside.get()).toEqual([]);
    expect(calls).toBe(3);
  });

  it("are not kept when there are none", () => {
    const setAside = new SetAside();
    expect(setAside.keep({ ...entry, words: " \n" })).toBeNull();
    expect(setAside.get()).toEqual([]);
  });
});
