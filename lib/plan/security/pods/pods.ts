import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import type { SecurityChange } from '../security-change';
import { capabilityChanges } from './capabilities';
import { containerGrants } from './containers';
import { imageChanges } from './images';
import { volumeGrants } from './volumes';
import { CONTAINERS, type Workload } from './workload';

/**
 * Compares what the pods of a workload may do on their node and with whose rights they run.
 *
 * @param sides a workload
 */
export function podChanges(sides: Sides<Workload>): readonly SecurityChange[] {
  if (isOfImages(sides)) return imageChanges(sides);
  const { before, after } = sides;
  // What a container allows because it says nothing is no news where the container itself is new or gone.
  const known = new Set(labelsOf(before).filter((label) => labelsOf(after).includes(label)));
  const counted = (workload: Workload): readonly Grant[] =>
    grantsOf(workload).filter(({ byDefault = false, detail }) => !byDefault || detail === ALL || known.has(detail));
  return [
    ...grantChanges(sides, counted),
    ...capabilityChanges(sides),
    ...settingChanges(sides, settingsOf),
    ...imageChanges(sides),
  ];
}

/** Whether only images differ, as in most new versions. */
function isOfImages({ before, after }: Sides<Workload>): boolean {
  if (before === undefined || after === undefined) return false;
  const [was, will] = [before.containers, after.containers];
  return (
    was.length === will.length &&
    before.metadata.isSame(after.metadata) &&
    before.spec.isSame(after.spec, CONTAINERS) &&
    was.every(({ label, fields }, index) => label === will[index]?.label && fields.isSame(will[index].fields, IMAGE))
  );
}

const IMAGE: ReadonlySet<string> = new Set(['image']);

const ALL = 'all containers';

function labelsOf(workload: Workload | undefined): readonly string[] {
  return (workload?.containers ?? []).map(({ label }) => label);
}

function grantsOf(workload: Workload): readonly Grant[] {
  return [...hostGrants(workload), ...containerGrants(workload), ...volumeGrants(workload)];
}

const HOST: readonly (readonly [string, string])[] = [
  ['hostNetwork', 'network of the node (hostNetwork)'],
  ['hostPID', 'processes of the node (hostPID)'],
  ['hostIPC', 'shared memory of the node (hostIPC)'],
];

function hostGrants({ spec, security }: Workload): readonly Grant[] {
  const grants = HOST.flatMap(([key, what]): Grant[] =>
    spec.flag(key) === true ? [{ what, detail: ALL, severity: 'high' }] : [],
  );
  const add = (what: string, severity: Grant['severity'], byDefault = false, detail = ALL): void => {
    grants.push({ what, detail, severity, byDefault });
  };
  if (spec.flag('hostUsers') !== false) add('users of the node (no user namespace)', 'low', true);
  if (spec.flag('shareProcessNamespace') === true) add('containers see processes of each other', 'low');
  if (spec.flag('automountServiceAccountToken') !== false)
    add('token of the service account is mounted unless the account refuses it', 'low', true);
  for (const sysctl of security.items('sysctls')) {
    const detail = `${sysctl.name('name')}=${sysctl.scalar('value') ?? ''}`;
    add('kernel parameter (sysctl)', 'medium', false, detail);
  }
  return grants;
}

function settingsOf({ spec }: Workload): readonly Setting[] {
  const account = spec.text('serviceAccountName') ?? spec.text('serviceAccount') ?? 'default';
  return [{ what: 'service account of the pods', value: account, severity: 'medium' }];
}
