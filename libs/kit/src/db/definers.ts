/** Condition under which a definer function's owner sees rows: row security binds owners too, and only these functions raise the setting. */
export const INSIDE_DEFINER = `current_setting('beian.definer', true) = 'on'`;

/** A yes-or-no question about one id, asked by officers (S4). */
export interface OwnQuestion {
  readonly schema: string;
  readonly name: string;
  /** Names and types, in order: `{ p_id: 'uuid' }`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Condition in SQL, of ids that the officer would see otherwise. */
  readonly own: string;
  /** Login role that may ask. */
  readonly role: string;
}

/**
 * Statements that make the function by which an officer is told that a hidden id is an own case (S4): it sees more than its
 * caller, answers yes or no and nothing else, and no to everybody who is no officer.
 */
export function ownQuestion({ schema, name, parameters, own, role }: OwnQuestion): string[] {
  const signature = `${name}(${Object.values(parameters).join(', ')})`;
  return [
    `create function ${name}(${Object.entries(parameters).map((parameter) => parameter.join(' ')).join(', ')}) returns boolean language plpgsql volatile security definer set search_path = ${schema}, pg_temp as $fn$
declare
  own boolean;
begin
  if current_setting('beian.kind', true) is distinct from 'officer' then
    return false;
  end if;
  perform set_config('beian.definer', 'on', true);
  own := ${own};
  perform set_config('beian.definer', '', true);
  return own;
end $fn$`,
    `revoke all on function ${signature} from public`,
    `grant execute on function ${signature} to ${role}`,
  ];
}
