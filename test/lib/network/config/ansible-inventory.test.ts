import { parse } from 'yaml';
import { ansibleInventory } from '../../../../lib/network/config/ansible-inventory';
import { changeDomains } from '../../../../lib/network/config/domains';
import { frrConfig } from '../../../../lib/network/config/frr';
import { leafSpine, plansOf, ring } from '../../../support/device-plans';

const plans = plansOf(leafSpine(4, 2));
const files = ansibleInventory(plans);

describe('changeDomains', () => {
  it('has no two leaves of one server', () => {
    const leaves = changeDomains(plans).filter(({ name }) => name.startsWith('leaves'));
    expect(leaves).toEqual([
      { name: 'leaves_1', devices: ['leaf1', 'leaf3'] },
      { name: 'leaves_2', devices: ['leaf2', 'leaf4'] },
    ]);
  });

  it('begins with the spines, ends with the servers, and has each device once', () => {
    const domains = changeDomains(plans);
    expect(domains[0]!.name).toBe('spines');
    expect(domains.at(-1)!.name).toBe('servers');
    expect(domains.flatMap(({ devices }) => devices).sort()).toEqual(plans.map(({ name }) => name).sort());
  });

  it('takes the servers rack by rack', () => {
    const racked = plans.map((plan) => (plan.role === 'server' ? { ...plan, rack: `${plan.name}-rack` } : plan));
    const names = changeDomains(racked).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('servers'))).toEqual([
      'servers_server1_rack',
      'servers_server2_rack',
    ]);
  });
});

describe('ansibleInventory', () => {
  it('has the configuration of each device', () => {
    for (const plan of plans) expect(files[`files/${plan.name}/frr.conf`]).toBe(frrConfig(plan));
  });

  it('expects as many sessions and ways as the plan has', () => {
    expect(parse(files['host_vars/leaf1.yml']!)).toMatchObject({ device_sessions: 3, device_paths: 2 });
    expect(parse(files['host_vars/spine1.yml']!)).toMatchObject({ device_sessions: 4, device_paths: 1 });
    const rings = ansibleInventory(plansOf(ring(4)));
    expect(parse(rings['host_vars/leaf1.yml']!)).toMatchObject({ device_sessions: 3, device_paths: 1 });
  });

  it('reaches devices where told', () => {
    const inventory: unknown = parse(ansibleInventory(plans, { host: ({ name }) => `${name}.mgmt` })['inventory.yml']!);
    expect(inventory).toMatchObject({ all: { hosts: { leaf1: { ansible_host: 'leaf1.mgmt' } } } });
  });
});
