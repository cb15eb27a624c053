import { type Binary, missing } from './binaries';
import { ciliumAvailable, dataAvailable, dataFolder } from './data';
import { frrAvailable } from './frr-lab';
import { networkxPython } from './networkx';
import { providersAvailable } from './providers';

/**
 * What a test of real parts needs: a program, Terraform's two providers, the data beside the working copy, Cilium's
 * definitions or the schemas of SARIF and of GitLab's pipelines in it, daemons of FRRouting in network namespaces,
 * which takes root, or a Python with networkx.
 */
export type Part = Binary | (typeof NO_PROGRAMS)[number];

const NO_PROGRAMS = ['providers', 'data', 'cilium', 'frr', 'networkx', 'sarif-schema', 'gitlab-schema'] as const;

let insideSkipped = false;

/** A `describe` whose tests count as skipped, with what is missing in its title, on a machine without the parts. */
export function describeReal(needs: readonly Part[], title: string, tests: () => void): void {
  const absent = insideSkipped ? [] : missingParts(needs);
  if (absent.length === 0) {
    jest.setTimeout(180_000);
    describe(title, tests);
    return;
  }
  describe.skip(`${title} (missing: ${absent.join(', ')})`, () => {
    insideSkipped = true;
    tests();
    insideSkipped = false;
  });
}

/** Those of the parts that this machine does not have; the providers are asked for last, as that may ask a registry. */
export function missingParts(needs: readonly Part[]): readonly Part[] {
  const binaries = needs.filter((part): part is Binary => !NO_PROGRAMS.some((other) => other === part));
  const absent: Part[] = [...missing(binaries)];
  // SONiC's models are data that no chart brings.
  const models = !needs.includes('yanglint') || dataFolder('sonic-yang') !== undefined;
  if (!models || (needs.includes('data') && !dataAvailable())) absent.push('data');
  if (needs.includes('cilium') && !ciliumAvailable()) absent.push('cilium');
  if (needs.includes('frr') && !frrAvailable()) absent.push('frr');
  if (needs.includes('networkx') && networkxPython() === undefined) absent.push('networkx');
  if (needs.includes('sarif-schema') && dataFolder('sarif') === undefined) absent.push('sarif-schema');
  if (needs.includes('gitlab-schema') && dataFolder('gitlab') === undefined) absent.push('gitlab-schema');
  if (absent.length === 0 && needs.includes('providers') && !providersAvailable()) absent.push('providers');
  return absent;
}
