import { writeFile } from "node:fs/promises";
import {
  asTextId,
  type Layer,
  type Member,
  type MemberId,
  Problem,
  resolveLayer,
} from "@apostil/shared/model";
import { type Command, Option } from "commander";
import { EXPORT_FORMATS, exportText, isExportFormat } from "../export/export.ts";
import type { People } from "../people/people.ts";
import { readConfiguration } from "./configuration.ts";
import { inHouse } from "./house.ts";
import { print, say } from "./output.ts";

type Options = {
  readonly format: string;
  readonly layer?: readonly string[];
  readonly member?: string;
  readonly out?: string;
};

/** `export TEXT`: the operator's export, of any layer named. */
export function addExport(program: Command): void {
  program
    .command("export")
    .description("write a text with notes, tags and comments")
    .argument("<text>", "the text's id")
    .addOption(
      new Option("--format <format>", "how to write it")
        .choices(Object.keys(EXPORT_FORMATS))
        .makeOptionMandatory(),
    )
    .option("--layer <layer>", "shared, a delegation, private; may be given again (default: shared)", collect)
    .option("--member <member>", "whose private layer: an id, or a name that only one member has")
    .option("--out <file>", "the file to write (default: stdout)")
    .action(run);
}

const collect = (word: string, words: readonly string[] = []): readonly string[] => [...words, word];

async function run(word: string, { format, layer = ["shared"], member, out }: Options): Promise<void> {
  const { data } = readConfiguration(process.env);
  await inHouse(data, async ({ store, engine, people, texts }) => {
    await texts.ensureBundled();
    const id = asTextId(word);
    const text = id && (await texts.text(id));
    if (!text) throw new Problem("notFound", `There is no text "${word}".`);
    if (!isExportFormat(format)) throw new Problem("invalid", `There is no format "${format}".`);
    const owner = member === undefined ? null : await memberOf(people, member);
    const layers = layer.map((name) => layerOf(name, owner));
    for (const one of layers) await demandDelegation(people, one);
    const file = await exportText({ store, engine }, { text, layers, format, now: Date.now() });
    if (out === undefined) print(file.body);
    else await writeFile(out, file.body);
    if (out !== undefined) say(`Wrote ${out}.`);
  });
}

async function memberOf(people: People, word: string): Promise<MemberId> {
  const { members } = await people.list();
  const found = members.filter(({ id, name }: Member) => id === word || name === word);
  const [member] = found;
  if (!member) throw new Problem("notFound", `There is no member "${word}".`);
  if (found.length > 1)
    throw new Problem(
      "invalid",
      `Several members are called "${word}". Say which by id: ${found.map(({ id, delegation }) => `${id} (${delegation ?? "no delegation"})`).join(", ")}.`,
    );
  return member.id;
}

/** A slip of the pen must not pass for a layer in which nobody has written. @throws Problem notFound */
async function demandDelegation(people: People, layer: Layer): Promise<void> {
  if (layer.kind === "delegation" && !(await people.delegation(layer.slug)))
    throw new Problem("notFound", `There is no delegation "${layer.slug}".`);
}

function layerOf(word: string, owner: MemberId | null): Layer {
  const layer = resolveLayer(word, owner ?? ("" as MemberId));
  if (!layer) throw new Problem("invalid", `"${word}" is no layer.`);
  if ("member" in layer && owner === null)
    throw new Problem("invalid", `The layer "${word}" is a member's own: say whose, by --member.`);
  return layer;
}
