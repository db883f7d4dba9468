import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Those that are measured, in the order of the table. */
export const KINDS = ["floor", "ws", "leveldb", "hocuspocus", "link", "stock"] as const;
export type Kind = (typeof KINDS)[number];

/** How each is called in the table. */
export const NAMES: Readonly<Record<Kind, string>> = {
  floor: "floor",
  ws: "@y/websocket-server",
  leveldb: "+ leveldb",
  hocuspocus: "Hocuspocus + SQLite",
  link: "Apostil, link",
  stock: "Apostil, stock",
};

/** Whether a program keeps what it is told: only then do some rows mean anything. */
export const keeps = (kind: Kind): boolean => kind !== "floor" && kind !== "ws";
export const isApostil = (kind: Kind): boolean => kind === "link" || kind === "stock";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const PROGRAM: Readonly<Record<Kind, readonly string[]>> = {
  floor: [at("peers/floor.mjs")],
  ws: [at("peers/node_modules/@y/websocket-server/src/server.js")],
  leveldb: [at("peers/node_modules/@y/websocket-server/src/server.js")],
  hocuspocus: [at("peers/hocuspocus.mjs")],
  link: [at("../../server/src/main.ts"), "serve"],
  stock: [at("../../server/src/main.ts"), "serve"],
};

/** Clock ticks of /proc/<pid>/stat a second: the same on every Linux that Node runs on. */
const TICKS = 100;
/** A cold start on a loaded machine. */
const READY_LIMIT_MS = 60_000;
/** How long a server may take to stop when asked to. */
const STOP_LIMIT_MS = 15_000;
const MEBI = 1_048_576;

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
// A signal alone would end the process without its "exit".
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const open = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return open;
}

/** A server under measurement: a process of its own on a folder of its own, to be started as often as one likes. */
export class Server {
  readonly kind: Kind;
  readonly folder = mkdtempSync(join(tmpdir(), "apostil-bench-"));
  port = 0;
  #child: ChildProcess | null = null;
  #said = "";

  constructor(kind: Kind) {
    this.kind = kind;
  }

  /** The file or folder that it keeps its data in; its own folder where it chooses itself. */
  get data(): string {
    if (this.kind === "hocuspocus") return join(this.folder, "documents.sqlite");
    return this.kind === "leveldb" ? join(this.folder, "level") : this.folder;
  }

  /** Resolves when it takes connections. */
  async start(profile?: string): Promise<void> {
    this.port = await freePort();
    const flags = ["--expose-gc", "--import", at("peers/settle.mjs")];
    if (profile) flags.push("--cpu-prof", `--cpu-prof-dir=${profile}`);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      PORT: String(this.port),
      HOST: "127.0.0.1",
      APOSTIL_DATA: this.folder,
      BENCH_FILE: this.data,
    };
    if (this.kind === "leveldb") env["YPERSISTENCE"] = this.data;
    const child = spawn(process.execPath, [...flags, ...PROGRAM[this.kind]], {
      stdio: ["ignore", "pipe", "pipe"],
      env,
    });
    this.#child = child;
    running.add(child);
    child.once("exit", () => running.delete(child));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (words: string) => {
        this.#said = (this.#said + words).slice(-4_000);
      });
    const end = Date.now() + READY_LIMIT_MS;
    while (!(await isOpen(this.port))) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`${NAMES[this.kind]} does not start: ${this.#said}`);
      await after(50);
    }
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Seconds of processor time of all its threads since it was started. */
  cpu(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }

  /** Resident memory in MB, after it was asked to collect its garbage. */
  async memory(): Promise<number> {
    await after(1_500);
    this.#child?.kill("SIGUSR2");
    await after(1_500);
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.pid}/status`, "utf8"));
    return (Number(found?.[1]) * 1024) / MEBI;
  }

  /** As a supervisor ends it. */
  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  /** As a power cut ends it. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    const cut = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
    await ended;
    clearTimeout(cut);
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Bytes of all files in its folder. */
  bytes(): number {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return files
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  }
}
