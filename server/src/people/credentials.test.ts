import { describe, expect, it } from "vitest";
import { isForeignOrigin, SESSION_COOKIE, tokenOf } from "./credentials.ts";

describe("tokenOf", () => {
  it.each([
    ["the bearer token", "Bearer abc-_1", null, "abc-_1"],
    ["the cookie", null, `a=b; ${SESSION_COOKIE}=xyz; c=d`, "xyz"],
    ["the bearer token before the cookie", "bearer abc", `${SESSION_COOKIE}=xyz`, "abc"],
    ["nothing for another scheme, whatever the cookie says", "Basic abc", `${SESSION_COOKIE}=xyz`, null],
    ["nothing for an empty cookie", null, `${SESSION_COOKIE}=`, null],
    ["nothing for a cookie of a longer name", null, `x${SESSION_COOKIE}=xyz`, null],
    ["nothing for more than any token has", `Bearer ${"a".repeat(300)}`, null, null],
    ["nothing", undefined, undefined, null],
  ])("finds %s", (_, authorization, cookie, token) => {
    expect(tokenOf({ authorization, cookie })).toBe(token);
  });
});

describe("isForeignOrigin", () => {
  it.each([
    ["no origin", undefined, "a.org", false],
    ["the page's own", "https://a.org", "a.org", false],
    ["the page's own with its port", "http://127.0.0.1:4310", "127.0.0.1:4310", false],
    ["a configured address", "https://apostil.example", "10.0.0.1:4310", false],
    ["another site", "https://evil.org", "a.org", true],
    ["another port", "http://127.0.0.1:8000", "127.0.0.1:4310", true],
    ["a hidden origin", "null", "a.org", true],
    ["no host", "https://a.org", undefined, true],
  ])("knows %s", (_, origin, host, foreign) => {
    expect(isForeignOrigin(origin, host, ["https://apostil.example"])).toBe(foreign);
  });
});
