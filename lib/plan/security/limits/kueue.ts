import type { KubernetesObject } from '../../../kubernetes/object';
import { box, difference, type Box } from '../kernel/boxes';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Sides } from '../kernel/grants';
import { namespaceBox, namespaceWords } from '../kernel/labels';
import type { SecurityChange } from '../security-change';
import { limitChanges } from './amounts';

const LABEL = 'label:';

/**
 * Compares what a queue of Kueue gives to whom: its own quota, what it borrows, and the namespaces that may use it.
 *
 * @param sides a ClusterQueue or a Cohort
 */
export function queueChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const { subject, before, after } = sides;
  const own = { subject, what: 'quota of the queue', severity: 'medium', missingIsNone: true } as const;
  const borrowed = {
    subject,
    what: 'quota that the queue may borrow',
    severity: 'medium',
    missingIsNone: true,
  } as const;
  return [
    ...limitChanges(own, amounts(before, 'nominalQuota'), amounts(after, 'nominalQuota')),
    ...limitChanges(borrowed, borrowing(before), borrowing(after)),
    ...namespaceChanges(sides),
    ...settingChanges(sides, (queue) => [
      { what: 'cohort of the queue', value: cohortOf(queue) ?? 'none', severity: 'medium' },
    ]),
    ...grantChanges(sides, preemption),
  ];
}

function specOf(queue: KubernetesObject): Fields {
  return Fields.of(queue).child('spec');
}

/** `v1beta1` has `cohort`, `v1beta2` `cohortName`; a Cohort has `parentName`. */
function cohortOf(queue: KubernetesObject): string | undefined {
  const spec = specOf(queue);
  const name = spec.text('cohortName') ?? spec.text('cohort') ?? spec.text('parentName');
  return name === '' ? undefined : name;
}

/** An amount by flavor and resource; `undefined` as an amount is no limit. */
function read(queue: KubernetesObject | undefined, key: string): readonly (readonly [string, string | undefined])[] {
  if (queue === undefined) return [];
  return specOf(queue)
    .items('resourceGroups')
    .flatMap((group) => group.items('flavors'))
    .flatMap((flavor) =>
      flavor
        .items('resources')
        .map((resource) => [`${flavor.name('name')} ${resource.name('name')}`, resource.scalar(key)] as const),
    );
}

function amounts(queue: KubernetesObject | undefined, key: string): ReadonlyMap<string, string> {
  return new Map(read(queue, key).map(([name, amount]) => [name, amount ?? '0']));
}

/** Alone a queue borrows nothing; in a cohort without a limit it may borrow all. */
function borrowing(queue: KubernetesObject | undefined): ReadonlyMap<string, string> {
  const alone = queue === undefined || cohortOf(queue) === undefined;
  return new Map(read(queue, 'borrowingLimit').map(([name, amount]) => [name, alone ? '0' : (amount ?? 'no limit')]));
}

/** Without a selector no namespace may use the queue; with an empty one, all. */
function namespaceChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const selected = (queue: KubernetesObject | undefined): readonly Box[] => {
    const selector = queue === undefined ? Fields.of(undefined) : specOf(queue).child('namespaceSelector');
    return selector.present ? [namespaceBox(selector, LABEL)] : [];
  };
  const only = (
    direction: 'broadened' | 'narrowed',
    these: readonly Box[],
    those: readonly Box[],
  ): SecurityChange[] => {
    const pieces = difference(these, those);
    if (pieces.length === 0) return [];
    const detail = namespaceWords(pieces, LABEL);
    const severity = pieces.some((piece) => piece.size === box([]).size) ? 'high' : 'medium';
    return [{ direction, subject, what: 'namespaces that may use the queue', detail, severity }];
  };
  const [was, will] = [selected(before), selected(after)];
  return [...only('broadened', will, was), ...only('narrowed', was, will)];
}

function preemption(queue: KubernetesObject): readonly Grant[] {
  const fields = specOf(queue).child('preemption');
  const reclaims = fields.text('reclaimWithinCohort') ?? 'Never';
  const borrows = fields.child('borrowWithinCohort').text('policy') ?? 'Never';
  const grant = (what: string, detail: string): Grant => ({ what, detail, severity: 'medium' });
  return [
    ...(reclaims === 'Never'
      ? []
      : [grant('stops workloads of other queues to take its quota back', 'lower priority')]),
    ...(reclaims === 'Any' ? [grant('stops workloads of other queues to take its quota back', 'any priority')] : []),
    ...(borrows === 'Never' ? [] : [grant('stops workloads of other queues while it borrows', borrows)]),
  ];
}
