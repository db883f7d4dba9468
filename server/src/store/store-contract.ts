import { describe } from "vitest";
import { describeCommitModel } from "./contract/commit-model.ts";
import { describeActors, describeCommits } from "./contract/commits.ts";
import { describeInvitations } from "./contract/invitations.ts";
import { describeMembers, describeSessions } from "./contract/people.ts";
import { describeAnnotationRows, describeRooms } from "./contract/rooms.ts";
import { describeReadMarks, describeRoomFacts } from "./contract/summaries.ts";
import { describeCodebook, describeTexts } from "./contract/texts.ts";
import { describeWhole } from "./contract/whole.ts";
import type { Store } from "./store.ts";

/**
 * What every implementation of the port promises, as tests of one: call it in a test file of the implementation.
 * @param open makes an empty store; each test closes its own
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    describeWhole(open);
    describeTexts(open);
    describeCodebook(open);
    describeMembers(open);
    describeSessions(open);
    describeInvitations(open);
    describeRooms(open);
    describeAnnotationRows(open);
    describeRoomFacts(open);
    describeReadMarks(open);
    describeCommits(open);
    describeActors(open);
    describeCommitModel(open);
  });
}
