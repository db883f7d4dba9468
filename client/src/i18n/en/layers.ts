import { plural } from "./numbers.ts";

/** Names of the layers. */
export const layers = {
  label: "Layer",
  shared: "Shared",
  private: "Only me",
  final: "Final",
  round: "My coding",
  /** For whoever needs to know who reads it. */
  readers: (count: number) => plural(count, { one: "# person", other: "# people" }),
  only: (delegation: string) => `${delegation} only`,
};
