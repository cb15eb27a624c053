import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SonicConfigDb, SonicOptions } from '../../lib/network/config/sonic';
import { leafSpine, plansOf } from '../support/device-plans';
import { ansibleProject, SITE } from '../support/real/ansible-project';
import { describeReal } from '../support/real/describe-real';
import { StubDevice } from '../support/real/stub-device';

const plans = plansOf(leafSpine(2, 2), { numbered: true });
const hardware: SonicOptions = {
  ...{ hwsku: 'Force10-S6000', platform: 'x86_64-kvm_x86_64-r0', mac: '02:00:00:00:01:01' },
  cage: (port) => ({
    ...{ name: `Ethernet${port * 8}`, index: port + 1 },
    lanes: Array.from({ length: 8 }, (_, lane) => port * 8 + lane),
  }),
};
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A device, and its configuration where Ansible runs. */
function deviceOf(name: string, file: string): { readonly device: StubDevice; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-load-'));
  folders.push(folder);
  const root = ansibleProject(join(folder, 'ansible-files'), plans, { spine2: hardware });
  const path = join(root, 'inventories', SITE, 'files', name, file);
  return { device: new StubDevice(join(folder, 'device'), root, name), file: path };
}
const sha1 = (path: string): string => createHash('sha1').update(readFileSync(path)).digest('hex');
const APPLY = { apply: true };

describeReal(['ansible-playbook'], 'a configuration of FRRouting that was not loaded', () => {
  const { device, file } = deviceOf('leaf1', 'frr.conf');
  const applied = (): object => ({ applied: true, checksum: sha1(file) });

  it('is loaded by the next run, and recorded only then', async () => {
    device.fails('reload');
    expect(await device.play(APPLY)).toContain('reload is out of order');
    expect(device.read('frr.conf')).toBe(readFileSync(file, 'utf8'));
    expect(device.result).toBeUndefined();
    device.fails();
    expect(await device.play(APPLY)).toMatch(/failed=0/);
    expect(device.calls).toEqual(['reload']);
    expect(device.result).toMatchObject({ ...applied(), changed: true });
  });

  it('is left alone once it is loaded', async () => {
    expect(await device.play(APPLY)).toMatch(/changed=0 .*failed=0/);
    expect(device.calls).toEqual([]);
    expect(device.result).toMatchObject({ ...applied(), changed: false });
  });

  it('is not loaded by a dry run, with and without --check, which loses no knowledge of it', async () => {
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}!\n`);
    expect(await device.play({})).toMatch(/changed=[1-9].*failed=0/);
    expect(device.calls).toEqual([]);
    expect(await device.play(APPLY, '--check')).toMatch(/changed=[1-9].*failed=0/);
    expect(device.calls).toEqual([]);
    expect(device.read('frr.conf')).toBe(before);
    writeFileSync(file, before);
    expect(await device.play(APPLY)).toMatch(/changed=0 .*failed=0/);
  });

  it('is loaded again when the way back to the one before was not loaded either', async () => {
    const before = readFileSync(file, 'utf8');
    device.fails('reload');
    writeFileSync(file, `${before}!\n`);
    await device.play(APPLY);
    writeFileSync(file, before);
    await device.play(APPLY);
    expect(device.result).toBeUndefined();
    device.fails();
    expect(await device.play({})).toMatch(/changed=1 .*failed=0/);
    expect(device.calls).toEqual([]);
    await device.play(APPLY);
    expect(device.calls).toEqual(['reload']);
    expect(device.result).toMatchObject(applied());
  });

  it('brings its settings of the kernel, until the kernel has them', async () => {
    device.write('kernel', '');
    device.fails('sysctl');
    expect(await device.play(APPLY)).toContain('sysctl is out of order');
    expect(device.result).toBeUndefined();
    device.fails();
    expect(await device.play({})).toContain('net.ipv4.ip_forward = 1');
    expect(device.calls).toEqual([]);
    await device.play(APPLY);
    expect(device.calls).toEqual([expect.stringMatching(/^sysctl -q -p .*90-fabric\.conf$/)]);
    expect(device.read('kernel')).toContain('net.ipv4.ip_forward = 1');
    expect(device.result).toMatchObject(applied());
  });

  it('keeps the packet sizes of a device without a cable, too', async () => {
    expect(await device.play({ ...APPLY, device_port_mtus: {} })).toMatch(/failed=0/);
    expect(device.read('fabric')).not.toContain('iface');
  });
});

describeReal(['ansible-playbook'], 'a configuration of SONiC that was not loaded', () => {
  const { device, file } = deviceOf('spine2', 'config_db.json');
  const tables = JSON.parse(readFileSync(file, 'utf8')) as SonicConfigDb;
  const running = (): Record<string, Record<string, Record<string, unknown>>> =>
    JSON.parse(device.read('running.json')) as never;
  const commands = (): readonly string[] => device.calls.map((call) => call.split(' ').slice(0, 2).join(' '));
  const peers = (): readonly string[] => Object.keys(running()['BGP_NEIGHBOR']!).sort();
  const neighbors = Object.keys(tables['BGP_NEIGHBOR']!);

  it('is replaced and saved by the next run, and recorded only then', async () => {
    const others = {
      MGMT_INTERFACE: { 'eth0|192.0.2.9/24': {} },
      DEVICE_METADATA: { localhost: { hostname: 'sonic', timezone: 'UTC' } },
      BGP_NEIGHBOR: { '192.0.2.77': { asn: '64999' } },
    };
    device.write('running.json', JSON.stringify(others));
    device.fails('config-replace');
    expect(await device.play(APPLY)).toContain('config is out of order');
    expect(device.result).toBeUndefined();
    device.fails('config-save');
    expect(await device.play(APPLY)).toContain('config is out of order');
    expect(commands()).toEqual(['config replace', 'config save']);
    expect(device.result).toBeUndefined();
    device.fails();
    expect(await device.play(APPLY)).toMatch(/failed=0/);
    expect(commands()).toEqual(['config save']);
    expect(device.result).toMatchObject({ applied: true, changed: true, checksum: sha1(file) });
    expect(device.read('config_db.json')).toBe(device.read('running.json'));
  });

  it('lies over what the switch had, and leaves what is not ours', () => {
    expect(running()).toMatchObject({ ...tables, MGMT_INTERFACE: { 'eth0|192.0.2.9/24': {} } });
    expect(running()['DEVICE_METADATA']!['localhost']).toMatchObject({ hostname: 'spine2', timezone: 'UTC' });
    expect(peers()).toEqual(['192.0.2.77', ...neighbors].sort());
  });

  it('is left alone once it is loaded', async () => {
    expect(await device.play(APPLY)).toMatch(/changed=0 .*failed=0/);
    expect(device.calls).toEqual([]);
    expect(device.result).toMatchObject({ applied: true, changed: false });
  });

  it('is laid again when somebody changed the switch, and a dry run says so and changes nothing', async () => {
    const good = device.read('running.json');
    device.write('running.json', good.replace('"hostname": "spine2"', '"hostname": "other"'));
    const out = await device.play({});
    expect([out, device.calls]).toEqual([expect.stringMatching(/DEVICE_METADATA/), []]);
    expect(device.has('config_db.candidate.json')).toBe(false);
    await device.play(APPLY);
    expect(device.read('running.json')).toBe(good);
  });

  it('takes its own rows back when the plan no longer has them, ports aside, also after a failure', async () => {
    const [gone] = neighbors;
    const without = (table: string, row: string): object =>
      Object.fromEntries(Object.entries(tables[table]!).filter(([key]) => key !== row));
    const fewer = { ...tables, BGP_NEIGHBOR: without('BGP_NEIGHBOR', gone!), PORT: without('PORT', 'Ethernet0') };
    writeFileSync(file, JSON.stringify(fewer));
    device.fails('config-replace');
    await device.play(APPLY);
    expect(peers()).toContain(gone);
    device.fails();
    await device.play(APPLY);
    expect(peers()).toEqual(['192.0.2.77', ...neighbors.slice(1)].sort());
    expect(running()['PORT']).toEqual(tables['PORT']);
    expect(device.result).toMatchObject({ applied: true, checksum: sha1(file) });
    expect(await device.play(APPLY)).toMatch(/changed=0 .*failed=0/);
  });
});
