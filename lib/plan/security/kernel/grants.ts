import type { SecurityChange, SecurityDirection, SecuritySeverity } from '../security-change';

/** Something that an object allows, or leaves unchecked. An object with more of them is broader. */
export interface Grant {
  /** What is allowed, in plain words. */
  readonly what: string;
  /** The particulars; two grants with the same words and particulars are the same. */
  readonly detail: string;
  /** How much it matters. */
  readonly severity: SecuritySeverity;
  /** Whether an object that says nothing allows it too: then a new object is not reported for it. @default false */
  readonly byDefault?: boolean;
}

/** A comparison of one object with itself. */
export interface Sides<Read> {
  /** Object in words. */
  readonly subject: string;
  /** Before; `undefined` when it is created. */
  readonly before: Read | undefined;
  /** After; `undefined` when it is deleted. */
  readonly after: Read | undefined;
}

/**
 * Compares what an object grants: more is broader.
 *
 * @param sides the object
 * @param grantsOf reads its grants
 */
export function grantChanges<Read>(
  { subject, before, after }: Sides<Read>,
  grantsOf: (object: Read) => readonly Grant[],
): readonly SecurityChange[] {
  const both = before !== undefined && after !== undefined;
  const read = (side: Read | undefined): ReadonlyMap<string, Grant> => {
    const all = side === undefined ? [] : grantsOf(side);
    const counted = both ? all : all.filter(({ byDefault = false }) => !byDefault);
    // No words of ours have a zero.
    return new Map(counted.map((grant) => [`${grant.what}\0${grant.detail}`, grant]));
  };
  const [was, will] = [read(before), read(after)];
  const only = (
    these: ReadonlyMap<string, Grant>,
    those: ReadonlyMap<string, Grant>,
    direction: SecurityDirection,
  ): readonly SecurityChange[] =>
    [...these]
      .filter(([key]) => !those.has(key))
      .map(([, { what, detail, severity }]) => ({ direction, subject, what, detail, severity }));
  return [...only(will, was, 'broadened'), ...only(was, will, 'narrowed')];
}

/** A setting whose change is neither broader nor narrower. */
export interface Setting {
  /** What it is, in plain words. */
  readonly what: string;
  /** Its value in words, never that of a Secret. */
  readonly value: string;
  /** How much it matters. */
  readonly severity: SecuritySeverity;
}

/**
 * Reports settings that differ, where both sides have them.
 *
 * @param sides the object
 * @param settingsOf reads its settings by name
 */
export function settingChanges<Read>(
  { subject, before, after }: Sides<Read>,
  settingsOf: (object: Read) => readonly Setting[],
): readonly SecurityChange[] {
  if (before === undefined || after === undefined) return [];
  const will = new Map(settingsOf(after).map((setting) => [setting.what, setting]));
  return settingsOf(before).flatMap(({ what, value, severity }): SecurityChange[] => {
    const next = will.get(what);
    if (next === undefined || next.value === value) return [];
    return [{ direction: 'changed', subject, what, detail: `${value} → ${next.value}`, severity }];
  });
}
