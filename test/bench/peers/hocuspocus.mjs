// Hocuspocus with its SQLite extension, as its documentation sets it up; only the words that it prints are off.
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const server = new Server({
  address: "127.0.0.1",
  port: Number(process.env.PORT),
  quiet: true,
  stopOnSignals: true,
  extensions: [new SQLite({ database: process.env.BENCH_FILE })],
});
await server.listen();
