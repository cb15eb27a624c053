import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatahallApp, FabricRollout, ReleaseTrain } from 'datahall';
import { found } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';
import { quietly, type Ran, SmallProject } from '../support/real/small-program';
import { smallSite } from '../support/small-site';

/**
 * Stands in for Ansible, which test/real/device-config.test.ts runs for real: it leaves results as the playbook does,
 * and fails where a file says so.
 */
const ANSIBLE = `#!/bin/sh
set -e
echo "$@" >> "$PROJECT/calls"
[ ! -e "$PROJECT/broken" ] || { echo "leaf is unreachable"; exit 1; }
applied=false
for word in "$@"; do
  case "$word" in
    device_results_folder=*) results="\${word#device_results_folder=}" ;;
    apply=true) applied=true ;;
  esac
done
mkdir -p "$results"
for device in inventories/lab/files/*/; do
  name=$(basename "$device")
  sum=$(sha1sum "inventories/lab/files/$name/frr.conf" | cut -d' ' -f1)
  echo "{\\"device\\":\\"$name\\",\\"applied\\":$applied,\\"checksum\\":\\"$sum\\"}" > "$results/$name.json"
done
echo "would change all"
`;

describeReal(['terraform', 'kubectl'], 'datahall deploy --site', () => {
  let project: SmallProject;
  beforeAll(() => {
    project = new SmallProject({ kubeconfig: 'none', context: 'none' });
    mkdirSync('bin');
    writeFileSync('bin/ansible-playbook', ANSIBLE);
    chmodSync('bin/ansible-playbook', 0o755);
  });
  afterAll(() => project.remove());

  const synthesize = (rollout: FabricRollout): void => {
    const app = new DatahallApp({ outdir: 'cdktf.out', today: '2026-11-23' });
    new ReleaseTrain(app, 'platform').network(smallSite(), { rollout });
    quietly(() => app.synth());
  };
  const run = (...args: readonly string[]): Promise<Ran> => {
    const environment = { PATH: `${join(project.folder, 'bin')}:${project.path}`, PROJECT: project.folder };
    return project.start(['deploy', '--site', 'lab', ...args], environment).ended;
  };
  const calls = (): readonly string[] => readFileSync('calls', 'utf8').trim().split('\n');

  it('applies nothing on devices where nobody rolls out, and says how to', async () => {
    synthesize(FabricRollout.none());
    const ran = await run('--auto-approve');
    expect([ran.status, ran.out]).toEqual([0, expect.stringMatching(/lab-network +done /)]);
    expect(ran.out).toMatch(/applied on 0 of \d+ devices, not yet applied: .*\(no result\)/);
    expect(ran.out).toContain('ansible-playbook -i inventories/lab/inventory.yml lab.yml');
  });

  it('shows a dry run before anything is approved, and counts it as nothing', async () => {
    synthesize(FabricRollout.ansible());
    const asked = await run();
    expect([asked.status, asked.err]).toEqual([3, expect.stringContaining('would change all')]);
    expect(calls()).toEqual([expect.stringContaining('--check --diff')]);
    expect(asked.out).toMatch(/applied on 0 of/);
  });

  it('applies by Terraform, and tells what each device recorded', async () => {
    const ran = await run('--auto-approve');
    expect([ran.status, ran.out]).toEqual([0, expect.stringMatching(/network of lab: applied on all devices \(\d+\)/)]);
    expect(calls().filter((call) => call.includes('apply=true'))).toHaveLength(1);
    const again = await run();
    expect([again.status, again.out]).toEqual([0, expect.stringMatching(/lab-network +unchanged/)]);
    expect(calls().filter((call) => call.includes('apply=true'))).toHaveLength(1);
  });

  it('rolls out again when a device has no result, also where Terraform has nothing to do', async () => {
    rmSync('network-results/lab-main-leaf-001.json');
    const asked = await run('--plan-only');
    expect(asked.out).toMatch(/not yet applied: lab-main-leaf-001 \(no result\)/);
    expect(asked.out).toMatch(/lab-network +planned .*replace 1/);
    const ran = await run('--auto-approve');
    expect([ran.status, ran.out]).toEqual([0, expect.stringMatching(/applied on all devices/)]);
  });

  it('stops at a dry run that fails, and where Ansible is not installed: DH4163', async () => {
    rmSync('network-results/lab-main-leaf-001.json');
    writeFileSync('broken', '');
    const broken = await run('--auto-approve');
    expect([broken.status, broken.err]).toEqual([
      1,
      expect.stringMatching(/check of the devices failed(.*\n)*.*unreachable/),
    ]);
    const args = ['deploy', '--site', 'lab', '--auto-approve', '--terraform', found('terraform')];
    const missing = await project.start(args, { PATH: join(project.folder, 'charts') }).ended;
    expect([missing.status, missing.err]).toEqual([1, expect.stringContaining('DH4163')]);
    expect(calls().filter((call) => call.includes('apply=true'))).toHaveLength(2);
  });
});
