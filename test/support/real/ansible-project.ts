import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { DevicePlan } from '../../../lib/network/addressing/device-plan';
import { ansibleFiles } from '../../../lib/network/config/ansible-collection';
import { ansibleInventory } from '../../../lib/network/config/ansible-inventory';
import type { SonicOptions } from '../../../lib/network/config/sonic';
import { found } from './binaries';

/** A name that a playbook cannot have as it is. */
export const SITE = 'lab-1';

/** Writes the files for Ansible, and gives their folder. */
export function ansibleProject(
  root: string,
  plans: readonly DevicePlan[],
  sonic: Readonly<Record<string, SonicOptions>> = {},
): string {
  const site = { site: SITE, devices: plans, inventory: ansibleInventory(plans, { sonic }) };
  for (const [path, text] of ansibleFiles([site])) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Ansible finds its own parts beside the program, and must not take the settings of whoever runs the tests. */
export function ansibleEnvironment(folder: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'ansible.cfg'), '');
  const bin = dirname(realpathSync(found('ansible-playbook')));
  const own = {
    ANSIBLE_HOME: join(folder, 'ansible'),
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_CONFIG: join(folder, 'ansible.cfg'),
  };
  return { ...process.env, ...own, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}
