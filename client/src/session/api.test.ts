import type { AnnotationId, TextId } from "@apostil/shared/model";
import { describe, expect, it } from "vitest";
import { ApiProblem, createApi } from "./api.ts";
import { comment } from "./samples.ts";

type Asked = { readonly url: string; readonly init: RequestInit };

/** An interface whose server answers thus, and what it was asked. */
function answering(answer: () => Response) {
  const asked: Asked[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return answer();
  }) as typeof globalThis.fetch;
  return { api: createApi({ fetch }), asked };
}

const problem = (status: number, code: string) => () =>
  new Response(JSON.stringify({ code, detail: "Why." }), { status });

describe("the HTTP interface", () => {
  it("asks with JSON, and the id of an annotation beside its fields", async () => {
    const { api, asked } = answering(() => Response.json({ id: "a" }, { status: 201 }));
    await api.createAnnotation("t/op1/shared", "a" as AnnotationId, comment("Hello"));
    expect(asked[0]?.url).toBe("/api/rooms/t/op1/shared/annotations");
    expect(asked[0]?.init.method).toBe("POST");
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({ id: "a", ...comment("Hello") });
  });

  it("sends a file as it is, with its name", async () => {
    const { api, asked } = answering(() => Response.json({}));
    await api.importText(new File(["words"], "a b.txt", { type: "text/plain" }));
    expect(asked[0]?.url).toBe("/api/texts?name=a%20b.txt");
    expect(new Headers(asked[0]?.init.headers).get("content-type")).toBe("text/plain");
  });

  it("gives nothing for an answer without content", async () => {
    const { api } = answering(() => new Response(null, { status: 204 }));
    expect(await api.signOut()).toBeUndefined();
  });

  it("says who is signed in, also when nobody is", async () => {
    expect(await answering(problem(401, "notSignedIn")).api.me()).toBeNull();
    await expect(answering(problem(503, "notSaved")).api.me()).rejects.toThrow(ApiProblem);
  });

  it("throws what the server says is wrong", async () => {
    const failing = answering(problem(422, "quoteNotFound")).api.codebook();
    await expect(failing).rejects.toMatchObject({ code: "quoteNotFound", detail: "Why.", status: 422 });
  });

  it("finds a code for what a proxy says", async () => {
    const failing = answering(() => new Response("<html>", { status: 413 })).api.texts();
    await expect(failing).rejects.toMatchObject({ code: "tooLarge", status: 413 });
    const broken = answering(() => new Response("<html>", { status: 502 })).api.texts();
    await expect(broken).rejects.toMatchObject({ code: "notSaved", status: 502 });
  });

  it("is offline when nobody answers, or the answer breaks off", async () => {
    const unreachable = createApi({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
    await expect(unreachable.texts()).rejects.toMatchObject({ code: "offline", status: 0 });
    const cut = answering(() => new Response('{"id"')).api.texts();
    await expect(cut).rejects.toMatchObject({ code: "offline", status: 0 });
  });

  describe("with a memory", () => {
    const known = new Map<string, unknown>();
    const memory = {
      keep: (path: string, answer: unknown) => void known.set(path, answer),
      find: async (path: string) => known.get(path),
    };
    const remembering = (answer: () => Response) => createApi({ fetch: async () => answer(), memory });

    it("says what it was told last when the server is away, and not when it answers", async () => {
      const away = remembering(problem(503, "notSaved"));
      await expect(away.codebook()).rejects.toMatchObject({ status: 503 });
      await remembering(() => Response.json({ themes: [] })).codebook();
      expect(await away.codebook()).toEqual({ themes: [] });
      const cut = remembering(() => Response.error());
      expect(await cut.codebook()).toEqual({ themes: [] });
      await expect(remembering(problem(403, "notAllowed")).codebook()).rejects.toMatchObject({ status: 403 });
    });

    it("repeats no change", async () => {
      known.clear();
      await remembering(() => Response.json({})).join({ token: "t", name: "n" });
      expect(known.size).toBe(0);
    });
  });

  it("names the layers of an export", () => {
    expect(createApi().exportUrl("t" as TextId, "md", ["shared", "norway"])).toBe(
      "/api/texts/t/export?format=md&layer=shared&layer=norway",
    );
  });
});
