import {
  type Annotation,
  type Ask,
  type Delegation,
  type Layer,
  type MemberId,
  may,
  NO_DELEGATION_COLOUR,
  resolveLayer,
  type Text,
  type Theme,
} from "@apostil/shared/model";
import type { LayerView } from "@apostil/shared/protocol";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useMe } from "../session/index.ts";

/** What is the same for all annotations on a page. */
export type Marking = {
  readonly text: Text;
  readonly themes: readonly Theme[];
  /** Known delegations, for names and colours. */
  readonly delegations: readonly Delegation[];
  /** The layers that this viewer reads. */
  readonly layers: readonly LayerView[];
  /** The wire layer that new annotations go to. */
  readonly layer: string;
  /** The address that opens the text at an annotation. */
  readonly linkTo: (annotation: Pick<Annotation, "paragraph" | "id">) => string;
};

const Context = createContext<Marking | null>(null);

/** Around everything that shows annotations of one text. */
export function MarkingProvider({
  value,
  children,
}: {
  readonly value: Marking;
  readonly children: ReactNode;
}) {
  return <Context value={value}>{children}</Context>;
}

/** The text, codebook, layers and people of this page. */
export function useMarking(): Marking {
  const marking = useContext(Context);
  if (!marking) throw new Error("useMarking belongs inside MarkingProvider");
  return marking;
}

/** The view of a wire layer; `null` for one that this viewer doesn't read. */
export const viewOf = (layers: readonly LayerView[], layer: string): LayerView | null =>
  layers.find((view) => view.layer === layer) ?? null;

/** Name and colour of a delegation by its slug; people without one, and unknown ones, are grey. */
export function delegationOf(delegations: readonly Delegation[], slug: string | null) {
  const found = delegations.find((delegation) => delegation.slug === slug);
  return { name: found?.name ?? slug ?? "", colour: found?.colour ?? NO_DELEGATION_COLOUR };
}

type LayerAsk = Extract<Ask, { readonly layer: Layer }>["do"];

/** Asks for this viewer whether something may be done in a layer; the server asks the same function again. */
export function useRights(): (ask: LayerAsk, layer: string, creator?: MemberId) => boolean {
  const { member } = useMe();
  return useMemo(() => {
    return (ask, word, creator) => {
      const layer = resolveLayer(word, member.id);
      if (!layer) return false;
      if (ask === "read" || ask === "annotate" || ask === "writeNote") return may(member, { do: ask, layer });
      return may(member, { do: ask, layer, creator: creator ?? member.id });
    };
  }, [member]);
}
