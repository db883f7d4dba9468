import { describe, expect, it } from "vitest";
import type { ParsedText } from "../model/index.ts";
import { parseText } from "./index.ts";

describe("references and dates", () => {
  const paragraph = (text: string): ParsedText["paragraphs"][number] | undefined =>
    parseText(`The Security Council,\n\nRecalling resolution 1373 (2001),\n\n${text}`).paragraphs.at(-1);
  const marked = (text: string): string[] => {
    const read = paragraph(text);
    return [
      ...(read?.references ?? []).map((one) => [one.symbol, one] as const),
      ...(read?.dates ?? []).map((one) => [one.iso, one] as const),
    ].map(([name, { start, end }]) => `${name} = ${read?.text.slice(start, end)}`);
  };

  it("names each document with the place of its number", () => {
    expect(
      marked("Recalling resolutions 1267 (1999), 1989 (2011) and 2253(2015), and resolution 1373,"),
    ).toEqual([
      "S/RES/1267 (1999) = 1267 (1999)",
      "S/RES/1989 (2011) = 1989 (2011)",
      "S/RES/2253 (2015) = 2253(2015)",
      "S/RES/1373 (2001) = 1373",
    ]);
    expect(
      marked("Noting S/2017/375, document A/RES/60/288, S/RES/1373(2001), and Assembly resolution 71/291,"),
    ).toEqual([
      "S/2017/375 = S/2017/375",
      "A/RES/60/288 = A/RES/60/288",
      "S/RES/1373 (2001) = S/RES/1373(2001)",
      "A/RES/71/291 = 71/291",
    ]);
  });

  it("leaves other numbers", () => {
    expect(
      marked("Noting the 1267 Committee, resolution 42, guidance (2016), the Report (2015) and/or A/B,"),
    ).toEqual([]);
  });

  it("names days, and only days that exist", () => {
    expect(
      marked(
        "By 30 March 2018, 1er juillet 2016, 31 de diciembre de 2021, June 10, 1958, the end of February 2016,",
      ),
    ).toEqual([
      "2018-03-30 = 30 March 2018",
      "2016-07-01 = 1er juillet 2016",
      "2021-12-31 = 31 de diciembre de 2021",
      "1958-06-10 = June 10, 1958",
      "2016-02-29 = end of February 2016",
    ]);
    expect(marked("In December 2021, on 11 September, on 31 February 2020 and in 2019,")).toEqual([]);
  });
});
