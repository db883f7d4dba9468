import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Role } from "@apostil/shared/model";
import { until } from "./until.ts";

const MAIN = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));

/** Cold start with a first import on a loaded machine. */
const READY_LIMIT_MS = 60_000;

export type Person = {
  readonly name: string;
  /** The delegation's name; `null` for none. */
  readonly delegation: string | null;
  readonly role: Role;
};

/** What one run of a command said. */
export type Said = { readonly code: number | null; readonly out: string; readonly err: string };

/** Also one that a signal ended, which leaves no code. */
const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

function start(arguments_: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...arguments_], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** A port that nothing listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port for the server");
  return address.port;
}

/** Runs a command of the program on a data folder, to its end. */
export async function command(data: string, ...arguments_: readonly string[]): Promise<Said> {
  const child = start(arguments_, { APOSTIL_DATA: data });
  const said = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (words: string) => {
    said.out += words;
  });
  child.stderr?.setEncoding("utf8").on("data", (words: string) => {
    said.err += words;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}

/**
 * A real server in a process of its own on a data folder that nobody else has. It can be stopped, killed and started
 * again on the same data and port, as often as a test likes.
 */
export class TestServer {
  readonly data = mkdtempSync(join(tmpdir(), "apostil-test-"));
  readonly port: number;
  readonly #arguments: readonly string[];
  #child: ChildProcess | null = null;
  /** All that it said since it was made, both streams. */
  said = "";

  constructor(port: number, arguments_: readonly string[]) {
    this.port = port;
    this.#arguments = arguments_;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Its process, while it runs: for what is done to it from outside. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the server says that it is ready. */
  async start(): Promise<void> {
    if (this.#child) throw new Error("The server runs already");
    const child = start(["serve", ...this.#arguments], {
      ...{ APOSTIL_DATA: this.data, PORT: String(this.port), HOST: "127.0.0.1" },
    });
    this.#child = child;
    const listen = (words: string): void => {
      this.said += words;
    };
    child.stdout?.setEncoding("utf8").on("data", listen);
    child.stderr?.setEncoding("utf8").on("data", listen);
    await until(
      "the server to be ready",
      async () => {
        if (isOver(child)) return "ended";
        return (await fetch(`${this.origin}/readyz`)).ok && "ready";
      },
      READY_LIMIT_MS,
    ).then((state) => {
      if (state === "ended") throw new Error(`The server ended at once:\n${this.said}`);
    });
  }

  /** Ends it as a supervisor does, and says how it went. */
  stop(): Promise<number | null> {
    return this.#end("SIGTERM");
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    this.#child = null;
    if (isOver(child)) return child.exitCode;
    const ended = once(child, "exit") as Promise<[number | null]>;
    child.kill(signal);
    const [code] = await ended;
    return code;
  }

  /** Stops it and forgets its data. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Runs another command on the same data, also while the server runs. */
  command(...arguments_: readonly string[]): Promise<Said> {
    return command(this.data, ...arguments_);
  }

  /** A bearer token of this person, who is made where missing. */
  async token({ name, delegation, role }: Person): Promise<string> {
    const of = delegation === null ? [] : ["--delegation", delegation];
    const { code, out, err } = await this.command("token", "--name", name, ...of, "--role", role);
    if (code !== 0) throw new Error(`token: ${err}`);
    return out.trim().split("\n").at(-1) ?? "";
  }

  /** The link that the first start prints: it signs the first coordinator in. */
  firstLink(): Promise<string> {
    return until("the first link", () => /https?:\/\/\S+\/join#\S+/.exec(this.said)?.[0]);
  }

  /** A request with JSON both ways, as the owner of this token. */
  async request(token: string, method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

/** Starts a server on fresh data; `dispose` ends it. */
export async function startServer(...arguments_: readonly string[]): Promise<TestServer> {
  const server = new TestServer(await freePort(), arguments_);
  await server.start();
  return server;
}
