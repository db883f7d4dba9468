import { PROBLEMS, Problem, type ProblemCode } from "@apostil/shared/model";
import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { StoreError } from "../store/store.ts";
import { problemOf, problemResponse, STATUS } from "./errors.ts";

describe("a refusal", () => {
  it("has a status for each code, and none besides", () => {
    expect(Object.keys(STATUS).sort()).toEqual(Object.keys(PROBLEMS).sort());
    const statuses = new Set(Object.values(STATUS));
    expect(statuses).toEqual(new Set([400, 401, 403, 404, 409, 410, 413, 422, 429, 503]));
  });

  it.each(Object.keys(STATUS) as ProblemCode[])("of %s is a problem of RFC 9457", async (code) => {
    const answer = problemResponse(new Problem(code, "Why."));
    expect(answer.status).toBe(STATUS[code]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toEqual({
      ...{ type: "about:blank", title: PROBLEMS[code], status: STATUS[code], detail: "Why.", code },
    });
  });

  it("says when to come again", () => {
    expect(problemResponse(new Problem("tooMany")).headers.get("retry-after")).toBe("1");
    expect(problemResponse(new Problem("notSaved")).headers.get("retry-after")).toBe("1");
  });
});

describe("problemOf", () => {
  it.each([
    [new StoreError("unavailable", "disk full at /var"), "notSaved"],
    [new StoreError("exists", "key"), "taken"],
    [new StoreError("missing", "row"), "notFound"],
    [new HTTPException(400, { message: "Malformed JSON" }), "notUnderstood"],
    [new HTTPException(415, { message: "Unsupported Media Type" }), "notUnderstood"],
    [new HTTPException(413), "tooLarge"],
  ])("knows %s", (error, code) => {
    expect(problemOf(error)?.code).toBe(code);
  });

  it("tells nothing of the store's own words", () => {
    expect(problemOf(new StoreError("unavailable", "disk full at /var"))?.message).not.toContain("/var");
  });

  it("is nothing for a fault of ours", () => {
    expect(problemOf(new TypeError("x is undefined"))).toBeNull();
  });
});
