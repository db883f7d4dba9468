import { describe, expect, it } from "vitest";
import { formatters } from "./format.ts";

const english = formatters("en-GB", "Europe/Oslo");

describe("plural", () => {
  it("chooses one and other in English, and writes the number as the language does", () => {
    const tags = (count: number) => english.plural(count, { one: "# tag", other: "# tags" });
    expect([0, 1, 2, 1200].map(tags)).toEqual(["0 tags", "1 tag", "2 tags", "1,200 tags"]);
  });

  it("knows languages that count in more ways", () => {
    const polish = formatters("pl");
    const notes = (count: number) =>
      polish.plural(count, { one: "# notatka", few: "# notatki", many: "# notatek", other: "# notatki" });
    expect([1, 3, 5].map(notes)).toEqual(["1 notatka", "3 notatki", "5 notatek"]);
  });

  it("falls back to other", () => {
    expect(english.plural(1, { other: "# of them" })).toBe("1 of them");
  });
});

describe("dates", () => {
  it("keeps a plain day that day, west of Greenwich too", () => {
    expect(formatters("en-GB", "America/New_York").date("2017-12-21")).toBe("21 December 2017");
  });

  it("tells an instant in the zone of the browser", () => {
    expect(english.time("2017-12-21T13:02:00Z")).toBe("14:02");
    expect(english.date("2017-12-21T23:30:00Z")).toBe("22 December 2017");
  });

  it("says as much as is needed of a moment", () => {
    const now = new Date("2024-05-10T12:00:00Z");
    expect(english.moment("2024-05-10T06:05:00Z", now)).toBe("08:05");
    expect(english.moment("2024-05-09T06:05:00Z", now)).toBe("9 May");
    expect(english.moment("2023-05-10T06:05:00Z", now)).toBe("10 May 2023");
  });

  it("tells how far away an instant is", () => {
    const now = new Date("2024-05-10T12:00:00Z");
    expect(english.relative("2024-05-10T11:58:00Z", now)).toBe("2 minutes ago");
    expect(english.relative("2024-05-11T12:00:00Z", now)).toBe("tomorrow");
    expect(english.relative("2024-05-16T12:00:00Z", now)).toBe("in 6 days");
    expect(english.relative("2024-05-10T12:00:01Z", now)).toBe("now");
  });
});

describe("lists and languages", () => {
  it("joins names", () => {
    expect(english.list(["Norway", "Ghana", "Jordan"])).toBe("Norway, Ghana and Jordan");
  });

  it("names a language, and leaves what is none as it is", () => {
    expect(english.language("fr")).toBe("French");
    expect(english.language("not a tag")).toBe("not a tag");
  });
});
