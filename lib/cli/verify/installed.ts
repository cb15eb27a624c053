import { gunzipSync } from 'node:zlib';
import type { HelmReleaseFact } from '../../charts/facts';
import { sameJson, textAt, type Json } from '../../plan/json';
import type { Kubectl } from '../kubectl';
import type { Outcome } from './outcome';

/** A Helm release as the program gives it. */
export interface ExpectedRelease extends Pick<HelmReleaseFact, 'release' | 'namespace' | 'chart' | 'version'> {
  /** Its values; undefined when only Terraform knows them. */
  readonly values: Json | undefined;
}

interface StoredRelease {
  readonly name: string;
  readonly namespace: string;
  readonly chart: { readonly metadata: { readonly name: string; readonly version: string } };
  readonly config?: Json;
}

/**
 * Checks that each Helm release of a stage is deployed in the version and with the values that the program gives.
 *
 * @param kubectl the stage's cluster
 * @param expected releases of the program
 */
export async function checkInstalled(kubectl: Kubectl, expected: readonly ExpectedRelease[]): Promise<Outcome> {
  const secrets = await kubectl.list('secrets', '--all-namespaces', '--selector', 'owner=helm,status=deployed');
  const stored = secrets.flatMap((secret) => {
    const release = textAt(secret, 'data', 'release');
    return release === undefined ? [] : [decode(release)];
  });
  const wrong = expected.flatMap((each) => faultOf(each, stored));
  return wrong.length === 0
    ? { passed: true, message: `${expected.length} Helm releases are deployed as the program gives them` }
    : { passed: false, message: wrong.join('; ') };
}

function faultOf(expected: ExpectedRelease, stored: readonly StoredRelease[]): readonly string[] {
  const { release, namespace, chart, version, values } = expected;
  const name = `${namespace}/${release}`;
  const found = stored.find((each) => each.name === release && each.namespace === namespace);
  if (found === undefined) return [`${name} is not deployed`];
  const { metadata } = found.chart;
  // Some charts carry a leading v in their own version only.
  const plain = (text: string): string => text.replace(/^v/, '');
  if (metadata.name !== chart || plain(metadata.version) !== plain(version))
    return [`${name} is ${metadata.name} ${metadata.version} instead of ${chart} ${version}`];
  return values === undefined || sameJson(values, found.config ?? {}) ? [] : [`${name} has other values`];
}

/** Helm keeps a release as JSON, compressed, in base64; Kubernetes adds base64 of its own. */
function decode(data: string): StoredRelease {
  const inner = Buffer.from(Buffer.from(data, 'base64').toString('utf8'), 'base64');
  return JSON.parse(gunzipSync(inner).toString('utf8')) as StoredRelease;
}
