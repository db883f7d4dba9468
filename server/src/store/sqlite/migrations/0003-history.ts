/**
 * The log of a room, packed: what stands before its snapshot and is read only for history (`pack.ts`). `first` to `last`
 * are sequences without a hole; `time` is that of the last update, in milliseconds since 1970.
 */
export const HISTORY = `
CREATE TABLE history (
  room INTEGER NOT NULL REFERENCES rooms,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  time INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (room, first)
) STRICT, WITHOUT ROWID;

-- Where a room's history begins after the retention ended: everything up to "seq" as one Yjs update.
CREATE TABLE bases (
  room INTEGER PRIMARY KEY REFERENCES rooms,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
`;
