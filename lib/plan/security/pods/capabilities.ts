import type { Sides } from '../kernel/grants';
import type { SecurityChange, SecurityDirection, SecuritySeverity } from '../security-change';
import type { Workload } from './workload';

/**
 * What a container has that says nothing: the default of containerd (`oci/spec.go`), of Docker and Kubernetes alike.
 */
const DEFAULT: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** With these a container can take over its node, or its network. */
const STRONG: readonly string[] = [
  'ALL',
  'BPF',
  'DAC_READ_SEARCH',
  'NET_ADMIN',
  'PERFMON',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
];

/**
 * Compares the capabilities that containers end up with: the default ones without those dropped, and those added. A
 * container that is not there yet counts as one that says nothing.
 *
 * @param sides a workload
 */
export function capabilityChanges({ subject, before, after }: Sides<Workload>): readonly SecurityChange[] {
  const [was, will] = [capabilitiesOf(before), capabilitiesOf(after)];
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((label) => {
    const [from, to] = [was.get(label) ?? DEFAULT, will.get(label) ?? DEFAULT];
    const only = (
      direction: SecurityDirection,
      these: readonly string[],
      those: readonly string[],
    ): SecurityChange[] => {
      const names = those.includes('ALL') ? [] : these.filter((name) => !those.includes(name));
      if (names.length === 0) return [];
      const detail = `${label}: ${names.sort().join(', ')}`;
      return [{ direction, subject, what: 'capabilities', detail, severity: severityOf(names) }];
    };
    // A container that drops what all have needs no attention when it comes or goes.
    return [
      ...(will.has(label) ? only('broadened', to, from) : []),
      ...(was.has(label) ? only('narrowed', from, to) : []),
    ];
  });
}

function capabilitiesOf(workload: Workload | undefined): ReadonlyMap<string, readonly string[]> {
  const containers = workload?.containers ?? [];
  return new Map(
    containers.map(({ label, security }) => {
      const capabilities = security.child('capabilities');
      const dropped = capabilities.texts('drop').map(shortName);
      const kept = dropped.includes('ALL') ? [] : DEFAULT.filter((name) => !dropped.includes(name));
      return [label, [...new Set([...kept, ...capabilities.texts('add').map(shortName)])]] as const;
    }),
  );
}

function severityOf(names: readonly string[]): SecuritySeverity {
  if (names.some((name) => STRONG.includes(name))) return 'high';
  return names.every((name) => DEFAULT.includes(name)) ? 'low' : 'medium';
}

function shortName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}
