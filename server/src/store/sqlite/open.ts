import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { BUSY_TIMEOUT_MS, Connection } from "./connection.ts";
import { isBusy } from "./errors.ts";
import { IN_MEMORY, makeFile } from "./file.ts";
import { migrate } from "./migrations/migrate.ts";

/** Pause before another try, in ms: making the tables takes about as long. */
const RETRY_MS = 20;

/** A connection to the file at `path`, which it makes when missing, with the schema of this program. */
export async function openConnection(path: string): Promise<Connection> {
  // While several processes make one file, SQLite says "busy" at once to all but one, whatever the timeout.
  for (const end = Date.now() + BUSY_TIMEOUT_MS; ; ) {
    try {
      return openOnce(path);
    } catch (cause) {
      if (!isBusy(cause) || Date.now() > end) throw cause;
      await setTimeout(RETRY_MS);
    }
  }
}

function openOnce(path: string): Connection {
  if (path !== IN_MEMORY) makeFile(path);
  const connection = new Connection(path);
  try {
    // WAL lets the CLI read while the server writes; FULL waits for the disk at each commit: what is said to be saved is.
    // Space of what was packed or removed can be given back; it has to be said before the first table is made.
    if (connection.first<{ page_count: number }>("PRAGMA page_count")?.page_count === 0)
      connection.script(
        `PRAGMA busy_timeout = 0; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`,
      );
    connection.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    migrate(connection);
    connection.run(
      "INSERT INTO meta (key, value) VALUES ('generation', ?) ON CONFLICT DO NOTHING",
      randomUUID(),
    );
    return connection;
  } catch (cause) {
    connection.close();
    throw cause;
  }
}
