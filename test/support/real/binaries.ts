import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that tests of real parts start. */
export type Binary =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kubectl'
  | 'terraform'
  | 'tofu'
  | 'helm'
  | 'crane'
  | 'promtool'
  | 'amtool'
  | 'vtysh'
  | 'yanglint'
  | 'ansible-playbook'
  | 'ansible-lint'
  | 'actionlint'
  | 'atlantis-check'
  | 'chromium';

/** What `startControlPlane` starts. */
export const CONTROL_PLANE = ['etcd', 'kube-apiserver', 'kube-controller-manager'] as const;

/** Where `.ci/run` puts what it builds: a user's cache, shared by all working copies. */
export function cacheFolder(): string {
  return process.env['DATAHALL_CACHE'] ?? join(homedir(), '.cache', 'datahall');
}

/** The path of a program, or undefined: envtest's folder comes first, then the cache, then PATH. */
export function find(name: Binary): string | undefined {
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const folders = [process.env['KUBEBUILDER_ASSETS'], join(cacheFolder(), 'bin'), ...path];
  return folders
    .filter((folder) => folder !== undefined && folder !== '')
    .map((folder) => join(folder!, name))
    .find(isExecutable);
}

/** The path of a program that a test said it needs. */
export function found(name: Binary): string {
  const path = find(name);
  if (path === undefined)
    throw new Error(`${name} is not installed: run .ci/run, or set KUBEBUILDER_ASSETS to its folder`);
  return path;
}

/** Those of the programs that are not installed. */
export function missing(names: readonly Binary[]): readonly Binary[] {
  return names.filter((name) => find(name) === undefined);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
