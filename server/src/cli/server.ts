import { once } from "node:events";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { collectOnce } from "../engine/collect-once.ts";
import { type EngineHost, startEngineHost } from "../engine/host.ts";
import { attachGateway } from "../gateway/gateway.ts";
import { createApp } from "../http/app.ts";
import { People } from "../people/people.ts";
import { Summaries } from "../summaries/summaries.ts";
import { Texts } from "../texts/texts.ts";
import type { Configuration } from "./configuration.ts";
import { makeDataFolder } from "./data-folder.ts";
import type { House } from "./house.ts";

/** Where `pnpm build` puts the pages. */
const PAGES = fileURLToPath(new URL("../../../client/dist", import.meta.url));

/**
 * How long requests under way have to be answered at the end, in milliseconds, before they are cut off: the slowest
 * takes less, and whoever stops the server expects its end within two seconds.
 */
const FINISH_MS = 1_000;

export type RunningServer = House & {
  /** `http://127.0.0.1:4310`, or as it was configured: what a person opens. */
  readonly address: string;
  /** Ends what it serves, and resolves when all that was taken is on disk. */
  close(): Promise<void>;
};

/**
 * Starts everything in its order: engine and store, people, texts (with what comes along at a first start), HTTP,
 * sockets; and listens last, so that whoever is let in finds all of it.
 * @param onFailure the engine ended by itself: nothing can be served any more
 * @throws DataFolderError; StoreError `locked`, `newer`; Error with code `EADDRINUSE` and the like
 */
export async function startServer(
  configuration: Configuration,
  onFailure: (error: Error) => void,
): Promise<RunningServer> {
  makeDataFolder(configuration.data);
  const host = await startEngineHost(configuration);
  try {
    return await serveHouse(host, configuration, onFailure);
  } catch (error) {
    await host.close();
    throw error;
  }
}

async function serveHouse(
  host: EngineHost,
  { origins, ...listenAt }: Configuration,
  onFailure: (error: Error) => void,
): Promise<RunningServer> {
  const { store, engine } = host;
  const people = new People(store);
  const texts = new Texts(store, engine);
  await texts.ensureBundled();
  const generation = await store.generation();
  const summaries = new Summaries(store);
  const house = { store, engine, people, texts, summaries };
  const app = createApp({ ...house, generation, origins, pages: PAGES, clock: Date.now });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const connections = connectionsOf(server);
  const gateway = attachGateway(server, { ...house, generation, origins, onFailure });
  collectOnce();
  await listen(server, listenAt).catch(async (error: unknown) => {
    await gateway.close();
    throw error;
  });
  return {
    ...house,
    address: origins[0] ?? addressOf(server, listenAt.host),
    close: async () => {
      await Promise.all([gateway.close(), finish(server, connections)]);
      summaries.close();
      await host.close();
    },
  };
}

async function listen(server: Server, { port, host }: Pick<Configuration, "port" | "host">): Promise<void> {
  server.listen({ port, host });
  await once(server, "listening");
}

/** What a browser on this machine opens. */
function addressOf(server: Server, host: string): string {
  const at = server.address();
  const port = at !== null && typeof at === "object" ? at.port : 0;
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** The connections that are open now. Node's server forgets those that became WebSockets, and ends only after them. */
function connectionsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return open;
}

/** Takes nothing new, lets what is under way be answered, then cuts whatever still holds on. */
async function finish(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    for (const socket of connections) socket.destroy();
  }, FINISH_MS);
  await closed;
  clearTimeout(cut);
}
