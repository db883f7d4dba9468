import { DELEGATION_COLOURS } from "@apostil/shared/model";
import { type PeopleStore, StoreError } from "../store/store.ts";
import { cleanName, delegationSlug } from "./names.ts";

/**
 * The slug of the delegation with this name or slug, made where missing, in the next colour.
 * @throws Problem invalid
 */
export async function delegationNamed(store: PeopleStore, name: string): Promise<string> {
  const clean = cleanName(name, "delegation");
  const known = await store.delegations();
  if (known.some((delegation) => delegation.slug === clean)) return clean;
  const slug = delegationSlug(clean);
  if (known.some((delegation) => delegation.slug === slug)) return slug;
  const colour = DELEGATION_COLOURS[known.length % DELEGATION_COLOURS.length] ?? DELEGATION_COLOURS[0];
  await store.addDelegation({ slug, name: clean, colour }).catch(ignoreExisting);
  return slug;
}

/** Another process made it in the same moment: just as well. */
function ignoreExisting(error: unknown): void {
  if (!(error instanceof StoreError && error.code === "exists")) throw error;
}
