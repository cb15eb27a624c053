import { parse } from 'yaml';
import { ansibleFiles, type AnsibleSite } from '../../../../lib/network/config/ansible-collection';
import { ansibleInventory } from '../../../../lib/network/config/ansible-inventory';
import { leafSpine, plansOf, ring } from '../../../support/device-plans';

const siteOf = (site: string, drawing = leafSpine(4, 2)): AnsibleSite => {
  const devices = plansOf(drawing);
  return { site, devices, inventory: ansibleInventory(devices) };
};
const FOLDER = 'collections/ansible_collections/datahall/site';
const files = ansibleFiles([siteOf('oslo-1'), siteOf('bergen', ring(4))]);
const read = (path: string): unknown => parse(files.get(path) ?? fail(path));
const fail = (path: string): never => {
  throw new Error(`no ${path} in ${[...files.keys()].join(' ')}`);
};

describe('ansibleFiles', () => {
  it('is one collection, with a playbook a site that is called by its name', () => {
    expect(read(`${FOLDER}/galaxy.yml`)).toMatchObject({ namespace: 'datahall', name: 'site' });
    const playbooks = [...files.keys()].filter((path) => path.includes('/playbooks/'));
    expect(playbooks).toEqual(['oslo_1', 'bergen'].map((name) => `${FOLDER}/playbooks/${name}.yml`));
    expect(read('oslo-1.yml')).toEqual([
      { name: 'Configure oslo-1', 'ansible.builtin.import_playbook': 'datahall.site.oslo_1' },
    ]);
    expect(files.get(`${FOLDER}/README.md`)).toContain('| oslo-1 | `datahall.site.oslo_1` |');
  });

  it('has the inventory of each site beside it', () => {
    expect(files.has('inventories/oslo-1/inventory.yml')).toBe(true);
    expect(files.get('inventories/bergen/files/leaf1/frr.conf')).toContain('hostname leaf1');
    expect([...files.keys()].filter((path) => path.startsWith(FOLDER) && path.includes('frr.conf'))).toEqual([]);
  });

  it('changes one device after another, and ends all at the first failure', () => {
    const plays = read(`${FOLDER}/playbooks/oslo_1.yml`) as readonly object[];
    expect(plays.length).toBeGreaterThan(3);
    for (const play of plays)
      expect(play).toMatchObject({
        serial: '{{ at_once | default(1) }}',
        max_fail_percentage: 0,
        any_errors_fatal: true,
      });
  });

  it('changes nothing unless told', () => {
    expect(read(`${FOLDER}/roles/device/defaults/main.yml`)).toMatchObject({ device_apply: false });
    for (const play of read(`${FOLDER}/playbooks/bergen.yml`) as readonly object[])
      expect(play).toMatchObject({ tasks: [{ vars: { device_apply: '{{ apply | default(false) | bool }}' } }] });
  });

  it('asks of the inventory what it has, and gives each setting a default', () => {
    const specs = read(`${FOLDER}/roles/device/meta/argument_specs.yml`) as {
      readonly argument_specs: { readonly main: { readonly options: Record<string, { required?: true }> } };
    };
    const { options } = specs.argument_specs.main;
    const required = Object.keys(options).filter((name) => options[name]!.required);
    const host = read('inventories/oslo-1/host_vars/leaf1.yml') as object;
    expect(Object.keys(host)).toEqual(expect.arrayContaining(required));
    const defaults = read(`${FOLDER}/roles/device/defaults/main.yml`) as object;
    expect(Object.keys(options).sort()).toEqual([...required, ...Object.keys(defaults)].sort());
  });

  it('has a version that names what is in it', () => {
    const version = (...sites: readonly AnsibleSite[]) =>
      (parse(ansibleFiles(sites).get(`${FOLDER}/galaxy.yml`)!) as { version: string }).version;
    expect(version(siteOf('oslo-1'))).toMatch(/^1\.0\.0\+[0-9a-f]{12}$/);
    expect(version(siteOf('oslo-1'))).toBe(version(siteOf('oslo-1')));
    expect(version(siteOf('oslo-1'))).not.toBe(version(siteOf('oslo-1'), siteOf('bergen')));
  });
});
