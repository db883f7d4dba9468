import { may } from "@apostil/shared/model";
import type { People as Everyone } from "@apostil/shared/protocol";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { peopleWords } from "../i18n/index.ts";
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
    <Page title={peopleWords.title} about={people.now.state === "ready" ? countOf(people.now.value) : null}>
      <RequestView request={people} loading={peopleWords.loading} failed={peopleWords.failed}>
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
  peopleWords.count(members.length, delegations.length);

function Invitations({ everyone }: { readonly everyone: Everyone }) {
  const invitations = useRequest(api.invitations);
  const [inviting, setInviting] = useState(false);
  return (
    <Section
      title={peopleWords.open}
      actions={
        <Button
          icon={<UserPlus size={16} aria-hidden="true" />}
          onClick={() => setInviting(true)}
          aria-haspopup="dialog"
        >
          {peopleWords.invite}
        </Button>
      }
    >
      <RequestView request={invitations} loading={peopleWords.loading} failed={peopleWords.failed} lines={2}>
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
