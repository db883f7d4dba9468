import type { TextId } from "@apostil/shared/model";
import { words } from "../i18n/index.ts";
import { usePresence } from "../session/index.ts";
import { AvatarStack } from "../ui/index.ts";

/** Who else has the text open. */
export function Here({ text }: { readonly text: TextId }) {
  const { people } = usePresence(text, "shared");
  return (
    <AvatarStack
      label={words.app.here}
      people={people.map(({ member, name, colour }) => ({ key: member, name, colour }))}
    />
  );
}
