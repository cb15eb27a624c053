import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import type { Sides } from '../kernel/grants';
import { networkOf, WORLD } from '../network/addresses';
import { callerChanges } from '../network/callers';
import type { SecurityChange } from '../security-change';

const PREFIX = 'nginx.ingress.kubernetes.io/';
/** Settings without which nobody is asked to log in; others only say how. */
const ASKING = ['auth-tls-secret', 'auth-type', 'auth-url'].map((name) => `${PREFIX}${name}`);
/** Two names of the same list. */
const RANGES = ['allowlist-source-range', 'whitelist-source-range'];

/**
 * Compares what ingress-nginx asks of callers by annotations. Of what asks them to log in only the names are told: a
 * value may be a piece of configuration with anything in it.
 *
 * @param sides an Ingress
 */
export function nginxChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const { subject, before, after } = sides;
  if (before === undefined || after === undefined) return [];
  const [from, to] = [annotationsOf(before), annotationsOf(after)];
  const keys = [...new Set([...from.keys(), ...to.keys()])].filter((key) => key.startsWith(`${PREFIX}auth-`)).sort();
  const logins = keys.flatMap((key): readonly SecurityChange[] => {
    const [was, will] = [from.get(key), to.get(key)];
    if (was === will) return [];
    const direction =
      !ASKING.includes(key) || (was !== undefined && will !== undefined)
        ? 'changed'
        : will === undefined
          ? 'broadened'
          : 'narrowed';
    const what = direction === 'changed' ? 'how callers log in' : 'does not ask callers to log in';
    return [{ direction, subject, what, detail: key, severity: 'high' }];
  });
  const what = 'addresses that may call the Ingress';
  return [...logins, ...callerChanges({ subject, what, from: rangesOf(before), to: rangesOf(after) })];
}

function annotationsOf(ingress: KubernetesObject): ReadonlyMap<string, string> {
  return Fields.of(ingress).child('metadata').map('annotations');
}

function rangesOf(ingress: KubernetesObject): readonly string[] {
  const annotations = annotationsOf(ingress);
  const listed = RANGES.flatMap((name) => (annotations.get(`${PREFIX}${name}`) ?? '').split(','));
  const ranges = listed.map((range) => range.trim()).filter((range) => range !== '');
  const read = ranges.map(
    (range) => networkOf(withLength(range)) ?? Fields.of(ingress).child('metadata').refuse('annotations'),
  );
  return read.length === 0 ? WORLD : read;
}

/** One address may stand without a length. */
function withLength(range: string): string {
  if (range.includes('/')) return range;
  return `${range}/${range.includes(':') ? 128 : 32}`;
}
