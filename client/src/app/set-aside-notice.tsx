import { useState } from "react";
import { words } from "../i18n/index.ts";
import { useOutboxFailures, useSetAside } from "../session/index.ts";
import { Banner, Button, Dialog, later } from "../ui/index.ts";

const SetAsideList = later(() => import("./set-aside-list.tsx").then(({ SetAsideList }) => SetAsideList));

/** Tells that the server did not take some words, and shows them to read and copy. Nothing while there are none. */
export function SetAsideNotice() {
  const notes = useSetAside();
  const failures = useOutboxFailures();
  const [open, setOpen] = useState(false);
  const count = notes.length + failures.length;
  if (count === 0) return null;
  return (
    <>
      <Banner
        kind="warning"
        across
        action={
          <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {words.setAside.show}
          </Button>
        }
      >
        {words.setAside.banner(count)}
      </Banner>
      <Dialog
        wide
        open={open}
        onOpenChange={setOpen}
        title={words.setAside.title}
        description={words.setAside.hint}
      >
        <SetAsideList />
      </Dialog>
    </>
  );
}
