import { createHash } from 'node:crypto';
import type { DevicePlan } from '../addressing/device-plan';
import { COLLECTION, inventoryFolder, playbookFile, playbookOf } from './ansible-paths';
import { deviceRole } from './ansible-role';
import { ansibleYaml } from './ansible-yaml';
import { changeDomains } from './domains';

/** A site that the collection configures. */
export interface AnsibleSite {
  /** Name of the site. */
  readonly site: string;
  /** All its devices. */
  readonly devices: readonly DevicePlan[];
  /** Its inventory by path of the file, see `ansibleInventory`. */
  readonly inventory: Readonly<Record<string, string>>;
}

/** Folder of the collection. A playbook finds collections beside it, in `collections`. */
const FOLDER = `collections/ansible_collections/${COLLECTION.namespace}/${COLLECTION.name}`;

/**
 * Everything that Ansible needs for the devices of all sites, by path of the file: one collection with a role for a
 * device and a playbook a site, beside it the inventory of each site, and `<site>.yml`, which runs the playbook of a
 * site without installing anything. A run is a dry run: it checks each configuration on its device and shows what
 * would change; so is `--check --diff`. `-e apply=true` changes devices, one after another, one failure domain after
 * another, and stops for good at the first that does not come back with all its sessions. Each device leaves a result.
 *
 * @param sites the sites
 */
export function ansibleFiles(sites: readonly AnsibleSite[]): ReadonlyMap<string, string> {
  const collection = collectionOf(sites);
  const version = `1.0.0+${digestOf(collection)}`;
  return new Map([
    ...sites.flatMap(({ site, inventory }) => [
      [`${site}.yml`, ansibleYaml([importOf(site)])] as const,
      ...Object.entries(inventory).map(([path, text]) => [`${inventoryFolder(site)}/${path}`, text] as const),
    ]),
    ...Object.entries({ ...collection, 'galaxy.yml': ansibleYaml(galaxy(version)) }).map(
      ([path, text]) => [`${FOLDER}/${path}`, text] as const,
    ),
  ]);
}

function collectionOf(sites: readonly AnsibleSite[]): Readonly<Record<string, string>> {
  const role = Object.entries(deviceRole()).map(([path, text]) => [`roles/device/${path}`, text] as const);
  const playbooks = sites.map(
    ({ site, devices }) => [`playbooks/${playbookFile(site)}`, ansibleYaml(plays(devices))] as const,
  );
  return {
    'README.md': readme(sites.map(({ site }) => site)),
    'CHANGELOG.md': CHANGELOG,
    'meta/runtime.yml': ansibleYaml({ requires_ansible: '>=2.15.0' }),
    ...(Object.fromEntries([...role, ...playbooks]) as Readonly<Record<string, string>>),
  };
}

function importOf(site: string): unknown {
  return { name: `Configure ${site}`, 'ansible.builtin.import_playbook': playbookOf(site) };
}

/** A play a failure domain. The first device that fails ends all plays. */
function plays(devices: readonly DevicePlan[]): readonly unknown[] {
  return changeDomains(devices).map(({ name }) => ({
    name: `Configure ${name}`,
    hosts: name,
    gather_facts: false,
    serial: '{{ at_once | default(1) }}',
    max_fail_percentage: 0,
    any_errors_fatal: true,
    diff: true,
    become: true,
    tasks: [
      {
        name: 'Configure the device',
        'ansible.builtin.import_role': { name: `${COLLECTION.namespace}.${COLLECTION.name}.device` },
        vars: { device_apply: '{{ apply | default(false) | bool }}' },
      },
    ],
  }));
}

function galaxy(version: string): unknown {
  return {
    ...COLLECTION,
    version,
    readme: 'README.md',
    authors: ['datahall'],
    description: 'Configures the switches and servers of the sites of one program.',
    license: ['Apache-2.0'],
    tags: ['infrastructure', 'networking'],
    dependencies: {},
  };
}

const CHANGELOG = `# Changes

The history of this collection is that of the program that it is generated from. Its version names its content.
`;

function readme(sites: readonly string[]): string {
  return `# ${COLLECTION.namespace}.${COLLECTION.name}

Generated from the program that describes these sites: change that, not this. The version names the content.

| Site | Playbook |
| --- | --- |
${sites.map((site) => `| ${site} | \`${playbookOf(site)}\` |`).join('\n')}

A playbook is a dry run, and changes devices with \`-e apply=true\`. The role \`device\` says what a site may settle.
`;
}

function digestOf(files: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
}
