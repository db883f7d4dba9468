import { useState } from "react";

/**
 * Something that is done once at a press and takes its time. While it runs, `busy` holds and further presses do nothing.
 * @param done what follows when it worked
 * @param failed what follows when it did not
 */
export function useAction<Value>(
  act: () => Promise<Value>,
  done: (value: Value) => void,
  failed: (error: unknown) => void,
): { readonly busy: boolean; readonly run: () => void } {
  const [busy, setBusy] = useState(false);
  const run = () => {
    if (busy) return;
    setBusy(true);
    act()
      .then(done, failed)
      .finally(() => setBusy(false));
  };
  return { busy, run };
}
