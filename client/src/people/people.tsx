import { may } from "@apostil/shared/model";
import type { People as Everyone } from "@apostil/shared/protocol";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { words } from "../i18n/index.ts";
import { api, useMe } from "../session/index.ts";
import { Button, Page, Panel, RequestView, Section, useRequest } from "../ui/index.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberTable } from "./member-table.tsx";
import { OpenInvitations } from "./open-invitations.tsx";
import { RoleMeanings } from "./role-meanings.tsx";

/** Everybody sees who is here; coordinators change it. */
export function People() {
  const { member } = useMe();
  const people = useRequest(api.people);
  const manages = may(member, { do: "manageMembers" });
  return (
    <Page title={words.people.title} about={people.now.state === "ready" ? countOf(people.now.value) : null}>
      <RequestView request={people} loading={words.people.loading} failed={words.people.failed}>
        {(everyone) => (
          <>
            <Panel>
              <MemberTable everyone={everyone} manages={manages} changed={people.again} />
            </Panel>
            {may(member, { do: "invite" }) ? <Invitations everyone={everyone} /> : null}
            <RoleMeanings />
          </>
        )}
      </RequestView>
    </Page>
  );
}

const countOf = ({ members, delegations }: Everyone): string =>
  words.people.count(members.length, delegations.length);

function Invitations({ everyone }: { readonly everyone: Everyone }) {
  const invitations = useRequest(api.invitations);
  const [inviting, setInviting] = useState(false);
  return (
    <Section
      title={words.people.open}
      actions={
        <Button
          icon={<UserPlus size={16} aria-hidden="true" />}
          onClick={() => setInviting(true)}
          aria-haspopup="dialog"
        >
          {words.people.invite}
        </Button>
      }
    >
      <RequestView
        request={invitations}
        loading={words.people.loading}
        failed={words.people.failed}
        lines={2}
      >
        {(open) => <OpenInvitations invitations={open} everyone={everyone} changed={invitations.again} />}
      </RequestView>
      {inviting ? (
        <InviteDialog
          delegations={everyone.delegations}
          onClose={() => setInviting(false)}
          invited={invitations.again}
        />
      ) : null}
    </Section>
  );
}
