import { isRole, ROLES, type Role } from "@apostil/shared/model";
import { type Command, InvalidArgumentError } from "commander";
import { readConfiguration } from "./configuration.ts";
import { inHouse } from "./house.ts";
import { print, say } from "./output.ts";

type Options = { readonly name: string; readonly delegation?: string; readonly role: Role };

/** `token`: the operator's way to sign anybody in; the last line on stdout is the token. */
export function addToken(program: Command): void {
  program
    .command("token")
    .description("make a member where missing, set the role, and print a bearer token")
    .requiredOption("--name <name>", "the member's name")
    .option("--delegation <name>", "the member's delegation, made where missing")
    .requiredOption("--role <role>", ROLES.join(", "), readRole)
    .action(async ({ name, delegation, role }: Options) => {
      const { data } = readConfiguration(process.env);
      const token = await inHouse(data, ({ people }) => people.tokenFor(name, delegation ?? null, role));
      const of = delegation === undefined ? "" : ` (${delegation})`;
      say(`Bearer token for ${name}${of}, ${role}. Whoever has it is signed in as this member:`);
      print(`${token}\n`);
    });
}

function readRole(word: string): Role {
  if (isRole(word)) return word;
  throw new InvalidArgumentError(`It must be one of: ${ROLES.join(", ")}.`);
}
