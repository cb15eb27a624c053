import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, type Grant, type Sides } from '../kernel/grants';
import { sameJson } from '../kernel/same';
import type { SecurityChange } from '../security-change';
import { limitChanges } from './amounts';

/**
 * Compares what a namespace may use.
 *
 * @param sides a ResourceQuota
 */
export function quotaChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const spec = (quota: KubernetesObject): Fields => Fields.of(quota).child('spec');
  const hard = (quota: KubernetesObject | undefined): ReadonlyMap<string, string> | undefined =>
    quota === undefined ? undefined : spec(quota).scalars('hard');
  const words = { subject, what: 'quota of the namespace', severity: 'medium' } as const;
  const amounts = limitChanges(words, hard(before), hard(after));
  if (before === undefined || after === undefined) return amounts;
  const scope = (quota: KubernetesObject): readonly unknown[] => [
    [...spec(quota).texts('scopes')].sort(),
    spec(quota).raw('scopeSelector'),
  ];
  if (sameJson(scope(before), scope(after))) return amounts;
  const detail = 'scopes or scopeSelector';
  return [
    ...amounts,
    { direction: 'changed', subject, what: 'pods that the quota counts', detail, severity: 'medium' },
  ];
}

/**
 * Compares what one pod or container of a namespace may use.
 *
 * @param sides a LimitRange
 */
export function limitRangeChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const read = (range: KubernetesObject | undefined, key: string): ReadonlyMap<string, string> | undefined => {
    if (range === undefined) return undefined;
    const limits = Fields.of(range).child('spec').items('limits');
    const entries = limits.flatMap((limit) =>
      [...limit.scalars(key)].map(([name, amount]) => [`${limit.name('type')} ${name}`, amount] as const),
    );
    return new Map(entries);
  };
  const words = { subject, severity: 'low' } as const;
  return [
    ...limitChanges({ ...words, what: 'most that one may use' }, read(before, 'max'), read(after, 'max')),
    ...limitChanges({ ...words, what: 'limit of one that says none' }, read(before, 'default'), read(after, 'default')),
    ...limitChanges(
      { ...words, what: 'most that a limit exceeds its request' },
      read(before, 'maxLimitRequestRatio'),
      read(after, 'maxLimitRequestRatio'),
    ),
  ];
}

/**
 * Compares whom a priority pushes aside.
 *
 * @param sides a PriorityClass
 */
export function priorityChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const { subject, before, after } = sides;
  const value = (given: KubernetesObject | undefined): ReadonlyMap<string, string> =>
    new Map(given === undefined ? [] : [['value', Fields.of(given).scalar('value') ?? '0']]);
  const both = before !== undefined && after !== undefined;
  const words = { subject, what: 'priority of pods', severity: 'medium' } as const;
  return [
    ...(both ? limitChanges(words, value(before), value(after)) : []),
    ...grantChanges(sides, (given): readonly Grant[] => {
      const fields = Fields.of(given);
      const grants: Grant[] = [];
      if (fields.flag('globalDefault') === true)
        grants.push({ what: 'priority of all pods that name none', detail: 'globalDefault', severity: 'medium' });
      if ((fields.text('preemptionPolicy') ?? 'PreemptLowerPriority') !== 'Never')
        grants.push({
          what: 'stops pods of lower priority',
          detail: 'preemptionPolicy',
          severity: 'low',
          byDefault: true,
        });
      return grants;
    }),
  ];
}
