import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The release of Cilium whose definitions its objects are tested against: its chart brings none, the operator does. */
export const CILIUM = 'github.com/cilium/cilium@v1.20.0';

const FOLDER = 'pkg/k8s/apis/cilium.io/client/crds/v2';
/** Files of the module that are read. */
export const CILIUM_FILES = [
  'ciliumbgpadvertisements',
  'ciliumbgpclusterconfigs',
  'ciliumbgppeerconfigs',
  'ciliumloadbalancerippools',
];

/**
 * Writes Cilium's definitions of the objects that the library makes, out of its Go module, which Go checks by its sum.
 *
 * @param out folder of the data
 * @param program Go's command
 * @returns false where there is no Go
 */
export function writeCiliumCrds(out: string, program = 'go'): boolean {
  const read = (...parameters: readonly string[]): string =>
    execFileSync(program, parameters, { encoding: 'utf8', env: { ...process.env, GOFLAGS: '-mod=mod' }, cwd: out });
  try {
    read('version');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const { Dir } = JSON.parse(read('mod', 'download', '-json', CILIUM)) as { readonly Dir: string };
  const texts = CILIUM_FILES.map((file) => readFileSync(join(Dir, FOLDER, `${file}.yaml`), 'utf8'));
  mkdirSync(join(out, 'crds'), { recursive: true });
  const head = `# CustomResourceDefinitions of ${CILIUM}. Licence: Apache-2.0.`;
  writeFileSync(join(out, 'crds', 'cilium.yaml'), [head, ...texts].join('\n---\n'));
  return true;
}
