import { posix } from 'node:path';
import type { Grant } from '../kernel/grants';

/** Directories of the node whose files give it away, or Secrets of others, even where nobody may write. */
const SENSITIVE = [
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/proc',
  '/root',
  '/run/containerd',
  '/run/crio',
  '/run/docker',
  '/run/k3s',
  '/run/secrets',
  '/sys',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/docker',
  '/var/lib/etcd',
  '/var/lib/k0s',
  '/var/lib/kubelet',
  '/var/lib/rancher',
  '/var/log',
];

/**
 * What a path of the node gives, read and, where somebody writes, written.
 *
 * @param path as the volume says it; the same in other words is the same path
 * @param writes whether anybody may write
 */
export function hostPathGrants(path: string, writes: boolean): readonly Grant[] {
  const what = 'files of the node (hostPath)';
  const plain = normalized(path);
  const reading: Grant = { what, detail: `read ${plain}`, severity: isSensitive(plain) ? 'high' : 'medium' };
  return writes ? [reading, { what, detail: `write ${plain}`, severity: 'high' }] : [reading];
}

/**
 * Whether who reads a path of the node, or what lies below it, may take the node over or read Secrets of others.
 *
 * @param path of a volume
 */
export function isSensitive(path: string): boolean {
  // `/var/run` is a link to `/run`.
  const real = normalized(path).replace(/^\/var\/run(?=\/|$)/, '/run');
  return real.endsWith('.sock') || SENSITIVE.some((each) => isWithin(real, each) || isWithin(each, real));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);
}

/** Paths of Windows stay as they are. */
function normalized(path: string): string {
  if (/^[A-Za-z]:|\\/.test(path)) return path;
  // Two slashes at the front are one to Linux.
  const plain = posix.normalize(`/${path}`);
  return plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain;
}
