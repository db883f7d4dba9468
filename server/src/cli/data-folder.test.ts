import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DataFolderError, makeDataFolder, sentenceFor } from "./data-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "apostil-folder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the data folder", () => {
  it("is made with those above it, and may be there", () => {
    const data = join(folder, "a", "b");
    for (let times = 0; times < 2; times++) makeDataFolder(data);
    expect(statSync(data).isDirectory()).toBe(true);
  });

  it("is no file, and in no file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    for (const data of [file, join(file, "data")])
      expect(() => makeDataFolder(data)).toThrow(
        new DataFolderError(
          `${data} is a file, or lies in one, and cannot be the data folder. Choose another folder by APOSTIL_DATA.`,
        ),
      );
  });

  it.each(["EACCES", "EPERM", "EROFS"])("is told as not to be written for %s", (code) => {
    const sentence = sentenceFor("/srv/apostil", Object.assign(new Error(), { code }));
    expect(sentence).toMatch(
      /^The data folder \/srv\/apostil cannot be written by this account\. .*APOSTIL_DATA\.$/,
    );
  });
});
