// Writes the same updates into each of the named documents by y-leveldb itself: node fill-leveldb.mjs <folder>, with
// {names, updates} as JSON on stdin, updates in base64.
import { json } from "node:stream/consumers";
import { LeveldbPersistence } from "y-leveldb";

const { names, updates } = await json(process.stdin);
const bytes = updates.map((update) => new Uint8Array(Buffer.from(update, "base64")));
const persistence = new LeveldbPersistence(process.argv[2]);
for (const name of names) for (const update of bytes) await persistence.storeUpdate(name, update);
await persistence.destroy();
