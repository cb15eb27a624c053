import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { driftNote, driftOfStage, repairOfStage } from '../../../lib/cli/drift';
import { writeLock } from '../../../lib/release/lock-files';
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
