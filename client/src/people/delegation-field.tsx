import { type Delegation, MAX_NAME_LENGTH } from "@apostil/shared/model";
import { useId } from "react";
import { peopleWords } from "../i18n/index.ts";
import { TextField } from "../ui/index.ts";

export type DelegationFieldProps = {
  readonly delegations: readonly Delegation[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
};

/** Names a delegation: the existing ones are offered, a new name makes a new one, nothing means none. */
export function DelegationField({ delegations, value, onChange, error }: DelegationFieldProps) {
  const list = useId();
  return (
    <>
      <TextField
        label={peopleWords.delegation}
        hint={peopleWords.delegationHint}
        error={error}
        list={list}
        value={value}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={list}>
        {delegations.map((delegation) => (
          <option key={delegation.slug} value={delegation.name} />
        ))}
      </datalist>
    </>
  );
}

/** What was typed, as the server wants it: a name, or `null` for none. */
export const delegationNamed = (typed: string): string | null => typed.trim() || null;
