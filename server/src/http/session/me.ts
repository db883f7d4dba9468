import type { Delegation, Member } from "@apostil/shared/model";
import type { LayerView, Me, People } from "@apostil/shared/protocol";

/** What the pages know of whoever is signed in: themselves, and the layers that they may read. */
export function meOf(member: Member, people: People, generation: string): Me {
  const delegation = people.delegations.find(({ slug }) => slug === member.delegation) ?? null;
  return { member, delegation, layers: layersOf(delegation, people), generation };
}

function layersOf(delegation: Delegation | null, { members }: People): LayerView[] {
  const shared = { layer: "shared", kind: "shared", name: "", readers: members.length } as const;
  const own = { layer: "private", kind: "private", name: "", readers: 1 } as const;
  if (!delegation) return [shared, own];
  const { slug, name } = delegation;
  const readers = members.filter((member) => member.delegation === slug).length;
  return [shared, { layer: slug, kind: "delegation", name, readers }, own];
}
