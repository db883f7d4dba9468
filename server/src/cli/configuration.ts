import { resolve } from "node:path";

/** What the environment says of how to run. */
export type Configuration = {
  /** Folder of everything that is kept. */
  readonly data: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Addresses that people reach the server by, where they differ from host and port. */
  readonly origins: readonly string[];
};

/** The environment says something that cannot be meant. */
export class ConfigurationError extends Error {}

/** @throws ConfigurationError with a sentence that names the variable */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  return {
    data: resolve(env["APOSTIL_DATA"] || "./data"),
    host: env["HOST"] || "127.0.0.1",
    port: readPort(env["PORT"] || "4310"),
    origins: (env["APOSTIL_ORIGIN"] ?? "").split(",").flatMap(readOrigin),
  };
}

function readPort(word: string): number {
  const port = Number(word);
  if (/^\d+$/.test(word) && port <= 65_535) return port;
  throw new ConfigurationError(`PORT must be a number from 0 to 65535, not "${word}".`);
}

function readOrigin(word: string): string[] {
  const address = word.trim();
  if (address === "") return [];
  if (/^https?:\/\//.test(address) && URL.canParse(address)) return [new URL(address).origin];
  throw new ConfigurationError(
    `APOSTIL_ORIGIN must be an address such as https://apostil.example, not "${address}".`,
  );
}

/** Variables of what is still to come: said, so that nobody looks for their words where they are not. */
export const unreadVariables = (env: Readonly<Record<string, string | undefined>>): string[] =>
  ["DATABASE_URL", "REDIS_URL"].filter((name) => env[name]);
