/**
 * The first schema. STRICT tables refuse a value of another type instead of keeping it. Times are milliseconds since
 * 1970 by the server's clock.
 */
export const FIRST = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE texts (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  symbol TEXT,
  date TEXT,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL,
  edition TEXT NOT NULL,
  omitted TEXT NOT NULL
) STRICT;

-- Apart from texts: a source may be megabytes, and lists never need it.
CREATE TABLE sources (
  text TEXT PRIMARY KEY REFERENCES texts,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE paragraphs (
  text TEXT NOT NULL REFERENCES texts,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  label TEXT,
  kind TEXT NOT NULL,
  level INTEGER NOT NULL,
  words TEXT NOT NULL,
  mentions TEXT NOT NULL,
  dates TEXT NOT NULL,
  PRIMARY KEY (text, id),
  UNIQUE (text, position)
) STRICT;

CREATE TABLE themes (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  light TEXT NOT NULL,
  dark TEXT NOT NULL,
  definition TEXT NOT NULL,
  key_words TEXT NOT NULL
) STRICT;

CREATE TABLE delegations (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL
) STRICT;

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  delegation TEXT REFERENCES delegations,
  version INTEGER NOT NULL,
  removed INTEGER
) STRICT;

CREATE TABLE sessions (
  key TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members,
  kind TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_member ON sessions (member);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  delegation TEXT REFERENCES delegations,
  member TEXT REFERENCES members,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER NOT NULL,
  uses INTEGER
) STRICT;

-- A room's row is made by its first commit. An integer stands for the long key in all rows of the room.
CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL
) STRICT;

-- Apart from rooms: SQLite rewrites a row whole, and seq changes with every commit.
CREATE TABLE snapshots (
  room INTEGER PRIMARY KEY REFERENCES rooms,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Append-only. No secondary index: it costs five times the writes.
CREATE TABLE updates (
  room INTEGER NOT NULL REFERENCES rooms,
  seq INTEGER NOT NULL,
  member TEXT NOT NULL,
  time INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (room, seq)
) STRICT, WITHOUT ROWID;

-- No reference to members here and below: Apostil itself writes too, and imports name people who never were members.
CREATE TABLE client_ids (
  room INTEGER NOT NULL REFERENCES rooms,
  client INTEGER NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (room, client)
) STRICT, WITHOUT ROWID;

-- The rooms' annotations as plain rows. A removed one keeps room, id, posted and creator; all that was said is NULL.
CREATE TABLE annotations (
  room INTEGER NOT NULL REFERENCES rooms,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  paragraph TEXT NOT NULL,
  layer TEXT NOT NULL,
  creator TEXT NOT NULL,
  posted TEXT NOT NULL,
  motivation TEXT,
  status TEXT,
  theme TEXT,
  created TEXT,
  json TEXT,
  PRIMARY KEY (room, id)
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  member TEXT,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
`;
