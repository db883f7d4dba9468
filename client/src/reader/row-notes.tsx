import type { Paragraph } from "@apostil/shared/model";
import type { LayerView } from "@apostil/shared/protocol";
import { delegationOf, LayerMark, useMarking, useRights } from "../annotations/index.ts";
import { layerName, words } from "../i18n/index.ts";
import { Note } from "../notes/index.ts";
import { useMe } from "../session/index.ts";
import { noteKey, useReading, useReadingStore, withValue } from "./reading.ts";

/** The notes of a paragraph, one of each layer that has words in it or is being written. */
export function RowNotes({ paragraph }: { readonly paragraph: Paragraph }) {
  const { layers } = useMarking();
  return layers.map((view) => <RowNote key={view.layer} paragraph={paragraph} view={view} />);
}

function RowNote({ paragraph, view }: { readonly paragraph: Paragraph; readonly view: LayerView }) {
  const { text, delegations } = useMarking();
  const { member } = useMe();
  const reading = useReadingStore();
  const rights = useRights();
  const key = noteKey(paragraph.id, view.layer);
  const open = useReading((now) => now.notes.has(key));
  const onOpenChange = (wanted: boolean) => {
    reading.set({ notes: withValue(reading.get().notes, key, wanted) });
    if (!wanted) document.getElementById(paragraph.id)?.focus({ preventScroll: true });
  };
  return (
    <Note
      room={`${text.id}/${paragraph.id}/${view.layer}`}
      label={paragraph.label ?? words.reader.unnumbered}
      layerName={layerName(view)}
      layerMark={view.kind === "shared" ? undefined : <LayerMark layer={view.layer} />}
      user={{ name: member.name, color: delegationOf(delegations, member.delegation).colour }}
      mayWrite={rights("writeNote", view.layer)}
      whyNot={words.notes.readOnly(words.roles[member.role])}
      open={open}
      onOpenChange={onOpenChange}
    />
  );
}
