import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { driftNote, driftOfStage, repairOfStage } from '../../../lib/cli/drift';
import { writeLock } from '../../../lib/release/lock-files';
import type { JsonObject } from '../../../lib/plan/json';
import { writeAssembly } from '../../support/assemblies';
import { SmallProject } from '../../support/real/small-program';

describe('a stage that is not deployed as it is synthesized', () => {
  const path = process.env['PATH'] ?? '';
  let project: SmallProject;

  beforeEach(() => {
    project = new SmallProject({ kubeconfig: 'kubeconfig', context: 'dev' });
    project.locked();
    writeFileSync('kubectl', `#!/bin/sh\necho "$@" >> ${project.folder}/asked\necho '{"metadata":{"uid":"two"}}'\n`);
    chmodSync('kubectl', 0o755);
    process.env['PATH'] = `${project.folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    project.remove();
  });

  /** Notes that something was deployed, in a cluster. */
  function deployed(digest: string, uid: string | null = null): void {
    const lock = project.lock();
    const record = { digest, at: '2026-11-28T00:00:00Z', by: 'ada' };
    writeLock('stages', { ...lock, cluster: { ...lock.cluster, uid }, deployed: record });
  }

  it('is not repaired, which would deploy a part of a change: DH6038', async () => {
    deployed('0'.repeat(64));
    await expect(repairOfStage('cdktf.out', 'dev', 'cluster')).rejects.toThrow(/DH6038[^]*datahall deploy dev/);
    expect(() => readFileSync('asked')).toThrow();
    expect(driftNote('cdktf.out', 'dev')).toContain('a change that is still to come');
  });

  it('is told apart from one that is', () => {
    expect(driftNote('cdktf.out', 'dev')).toBeUndefined();
    deployed(project.lock().content.digest);
    expect(driftNote('cdktf.out', 'dev')).toBeUndefined();
  });

  it('is compared in no other cluster than the one of its lock: DH6036', async () => {
    deployed(project.lock().content.digest, 'one');
    await expect(driftOfStage('cdktf.out', 'dev')).rejects.toThrow(/DH6036[^]*one/);
  });
});

describe('a stage with a cluster that builds its own', () => {
  const path = process.env['PATH'] ?? '';
  const home = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-drift-'));
    process.chdir(folder);
    // Says which file it was called with, as the UID of a cluster and as a missing object.
    writeFileSync(
      'kubectl',
      `#!/bin/sh\necho "$@" >> ${folder}/asked\ncase "$*" in\n*kube-system*) echo "{\\"metadata\\":{\\"uid\\":\\"$(basename $2)\\"}}";;\n*) cat > /dev/null;;\nesac\n`,
    );
    chmodSync('kubectl', 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const provider = (file: string, rest: JsonObject = {}): JsonObject => ({
    config_context: 'same',
    config_path: `../../../${file}`,
    ...rest,
  });
  const write = (uid: string): void => {
    const own = { metadata: [{ name: 'own', namespace: 'apps' }] };
    const resources = {
      'kubernetes_config_map_v1.own': { ...own, provider: 'kubernetes' },
      'kubernetes_config_map_v1.builds': { metadata: [{ name: 'builds' }], provider: 'kubernetes.management' },
    };
    const kubernetes = [provider('work'), provider('builder', { alias: 'management' })];
    const context = (role: string, file: string, pinned: string): JsonObject => ({
      ...{ role, name: 'same', path: file, uid: pinned },
    });
    writeAssembly(
      'cdktf.out',
      { 'lab-dev-cluster': { stage: 'dev', resources, blocks: { provider: { kubernetes } } } },
      {
        stages: [
          { name: 'dev', contexts: [context('workload', 'work', 'work'), context('management', './builder', uid)] },
        ],
      },
    );
  };

  it('is compared in the cluster of each object, though both contexts have one name', async () => {
    write('builder');
    await driftOfStage('cdktf.out', 'dev');
    const asked = readFileSync('asked', 'utf8').trim().split('\n');
    const called = (file: string): number => asked.filter((line) => line.includes(join(folder, file))).length;
    expect([called('work'), called('builder')]).toEqual([3, 3]);
  });

  it('is compared in no other one: DH6036', async () => {
    write('another');
    await expect(driftOfStage('cdktf.out', 'dev')).rejects.toThrow(
      /DH6036.*same[^]*given +UID 'builder'[^]*UID 'another'/,
    );
  });
});
