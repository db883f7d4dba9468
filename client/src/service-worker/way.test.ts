import { describe, expect, it } from "vitest";
import { entryOf, filesOf, wayOf } from "./way.ts";

const OWN = "https://apostil.example";
const way = (path: string, mode: RequestMode = "navigate", method = "GET") =>
  wayOf({ url: new URL(path, OWN).href, mode, method }, OWN);

describe("the way of a request", () => {
  it("is the page's for navigations", () => {
    expect(["/", "/t/op1", "/people", "/apiary"].map((path) => way(path))).toEqual(Array(4).fill("page"));
  });

  it("is a file's for what a build is made of", () => {
    expect([way("/assets/index-1.js", "no-cors"), way("/favicon.svg", "no-cors")]).toEqual(["file", "file"]);
  });

  it("leads past the worker for what the server alone says", () => {
    const paths = ["/api/me", "/api/texts/a/export?format=docx", "/link", "/rooms/t/op1/shared", "/healthz"];
    expect(paths.map((path) => way(path))).toEqual(paths.map(() => "leave"));
    expect(way("/api/texts", "cors")).toBe("leave");
  });

  it("leads past the worker for changes, other files and other origins", () => {
    expect(way("/", "navigate", "POST")).toBe("leave");
    expect(way("/manifest.json", "cors")).toBe("leave");
    expect(way("https://elsewhere.example/assets/a.js", "no-cors")).toBe("leave");
  });
});

describe("a build", () => {
  it("is named by the script that its page begins with", () => {
    expect(entryOf('<script type="module" crossorigin src="/assets/index-Bo5Le3Ga.js"></script>')).toBe(
      "/assets/index-Bo5Le3Ga.js",
    );
    expect(entryOf("<h1>The pages have not been built yet</h1>")).toBeNull();
  });

  it("is made of its scripts and styles, each once", () => {
    const manifest = {
      "index.html": { file: "assets/index-1.js", css: ["assets/index-1.css"] },
      "reader.ts": { file: "assets/reader-1.js", css: ["assets/index-1.css"] },
      "font.woff2": { file: "assets/font-1.woff2" },
      worker: { file: "service-worker.js" },
    };
    expect(filesOf(manifest)).toEqual(["/assets/index-1.js", "/assets/index-1.css", "/assets/reader-1.js"]);
  });
});
