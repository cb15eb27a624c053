import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { DatahallApp, FabricRollout, ReleaseTrain, ServerModel, Site } from 'datahall';
import { smallSite } from '../support/small-site';
import { describeReal } from '../support/real/describe-real';
import { effects, TerraformRun } from '../support/real/terraform';

describeReal(['terraform'], 'the network of a site in a plan', () => {
  let project: string;
  const home = process.cwd();
  const path = process.env['PATH'];

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'datahall-network-'));
    process.chdir(project);
    // Stands in for Ansible, which test/real/device-config.test.ts runs for real: here only the calls count.
    mkdirSync('bin');
    writeFileSync('bin/ansible-playbook', `#!/bin/sh\nls "$2" "$3" && echo "$@" >> "${project}/calls"\n`);
    chmodSync('bin/ansible-playbook', 0o755);
    process.env['PATH'] = `${join(project, 'bin')}${delimiter}${path}`;
  });

  afterAll(() => {
    process.chdir(home);
    process.env['PATH'] = path;
    rmSync(project, { recursive: true, force: true });
  });

  /** Synthesizes a site, where it has grown with another rack of two servers. */
  function synthesize(grown = false, rollout = FabricRollout.none()): TerraformRun {
    const { options } = smallSite();
    const [racks, servers] = [options.racks, options.servers];
    const site = new Site('lab', {
      ...options,
      racks: { ...racks, gpu: grown ? racks['gpu']!.plus(1) : racks['gpu']! },
      servers: { ...servers, h100: ServerModel.DGX_H100.times(4, { row: 'gpu' }) },
      ...(grown ? { servers: { ...servers, h100: ServerModel.DGX_H100.times(4, { row: 'gpu' }).plus(2) } } : {}),
    });
    const app = new DatahallApp({ outdir: 'cdktf.out', today: '2026-11-23' });
    new ReleaseTrain(app, 'platform').network(site, { rollout });
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = () => true;
    app.synth();
    process.stderr.write = write;
    return new TerraformRun(join(project, 'cdktf.out/stacks/lab-network'));
  }

  const changes = async (run: TerraformRun) =>
    effects(await run.plan()).map(
      ({ address, change }) => `${change.actions.join()} ${address.replace(/_[0-9A-F]{8}$/, '')}`,
    );

  it('needs no provider and no device, and shows each switch and each rack of servers', async () => {
    const run = synthesize();
    await run.init();
    const created = await changes(run);
    expect(created).toHaveLength(10);
    expect(created).toContain('create terraform_data.network_main_lab-main-spine-001');
    await run.apply();
    expect(await changes(run)).toEqual([]);
  });

  it('shows a new rack as its servers and the leaves that they are joined to, and nothing else', async () => {
    const run = synthesize(true);
    expect((await changes(run)).sort()).toEqual([
      'create terraform_data.network_Servers_lab-gpu-03',
      'update terraform_data.network_main_lab-main-leaf-001',
      'update terraform_data.network_main_lab-main-leaf-002',
    ]);
    await run.apply();
  });

  it('rolls out what has changed, after a dry run, and once', async () => {
    const run = synthesize(true, FabricRollout.ansible());
    await run.apply();
    const calls = readFileSync('calls', 'utf8').trim().split('\n');
    expect(calls.map((call) => call.includes('apply=true'))).toEqual([false, true]);
    expect(calls[0]).toContain(`/network-results`);
    expect(await changes(run)).toEqual([]);
    const back = synthesize(false, FabricRollout.ansible());
    await back.apply();
    expect(readFileSync('calls', 'utf8').trim().split('\n')).toHaveLength(4);
  });
});
