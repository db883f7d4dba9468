import type { TestServer } from "../support/start-server.ts";

/** Those who take part, with a token each. */
export type Cast = {
  /** Editors of the delegation Norway. */
  readonly kari: string;
  readonly ola: string;
  /** An editor of the delegation Ghana. */
  readonly ama: string;
  /** May read only. */
  readonly reader: string;
};

export async function cast(server: TestServer): Promise<Cast> {
  const person = (name: string, delegation: string, role: "editor" | "reader") =>
    server.token({ name, delegation, role });
  // One after the other: each is a process of its own, and the machine is small.
  return {
    kari: await person("Kari", "Norway", "editor"),
    ola: await person("Ola", "Norway", "editor"),
    ama: await person("Ama", "Ghana", "editor"),
    reader: await person("Rita", "Norway", "reader"),
  };
}
