/**
 * What the summary of a text is made of. Beside the sequence, which every commit writes anyway: whether the note has
 * words, and when the room changed last. Rooms from before: the note is taken to have words where a client wrote.
 */
export const SUMMARIES = `
ALTER TABLE rooms ADD COLUMN note INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN changed INTEGER;
UPDATE rooms SET
  note = EXISTS (SELECT 1 FROM client_ids WHERE room = rooms.id AND client < 1099511627776),
  changed = (SELECT max(time) FROM updates WHERE room = rooms.id);

-- Up to which "created" a member has read: in one paragraph, or ('') in the whole text.
CREATE TABLE read_marks (
  member TEXT NOT NULL,
  text TEXT NOT NULL,
  paragraph TEXT NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (member, text, paragraph)
) STRICT, WITHOUT ROWID;
`;
