import { beforeEach, describe, expect, it } from "vitest";
import { openTestHouse, problemIn, type TestHouse } from "../testing.ts";

const SECRETS = { shared: "Word for all.", norway: "Word of Norway.", private: "Word for me." };

let house: TestHouse;
let kari: string;
beforeEach(async () => {
  house = await openTestHouse();
  kari = await house.token("editor", "Norway", "Kari");
  for (const [layer, value] of Object.entries(SECRETS))
    await house.ask("POST", `/api/rooms/sres2395/op1/${layer}/annotations`, {
      token: kari,
      json: { motivation: "commenting", body: [{ type: "TextualBody", value }] },
    });
});

const exported = (query: string, token: string | null = kari) =>
  house.ask("GET", `/api/texts/sres2395/export?${query}`, { token });

const wordsIn = async (answer: Response): Promise<string[]> => {
  const file = await answer.text();
  return Object.values(SECRETS).filter((words) => file.includes(words));
};

it.each(["md", "json"])("gives a file in %s with the shared layer alone", async (format) => {
  const answer = await exported(`format=${format}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain(`filename="sres2395.${format}"`);
  expect(await wordsIn(answer)).toEqual([SECRETS.shared]);
});

it("gives the layers that are named", async () => {
  expect(await wordsIn(await exported("format=md&layer=norway&layer=private"))).toEqual([
    SECRETS.norway,
    SECRETS.private,
  ]);
});

describe("what is another's", () => {
  it.each(["norway", "nobody", "shared&layer=norway", "NOT-A-LAYER"])("is 403: %s", async (layer) => {
    for (const role of ["reader", "coordinator"] as const) {
      const token = await house.token(role, "Sweden", role);
      expect(await problemIn(await exported(`format=json&layer=${layer}`, token))).toMatchObject({
        status: 403,
      });
    }
  });

  it("is in no private layer of one's own", async () => {
    const token = await house.token("coordinator", "Norway", "Ola");
    expect(await wordsIn(await exported("format=json&layer=private", token))).toEqual([]);
  });
});

it("asks in order: session, layer, text, format", async () => {
  expect((await exported("format=md", null)).status).toBe(401);
  const nowhere = "/api/texts/nope/export?format=nope";
  expect((await house.ask("GET", `${nowhere}&layer=sweden`, { token: kari })).status).toBe(403);
  expect((await house.ask("GET", nowhere, { token: kari })).status).toBe(404);
});

it.each(["format=exe", "format=", "", "format=__proto__"])(
  "names the formats there are: %s",
  async (query) => {
    const problem = await problemIn(await exported(query));
    expect(problem.status).toBe(422);
    expect(problem.detail).toContain("md, json");
  },
);
