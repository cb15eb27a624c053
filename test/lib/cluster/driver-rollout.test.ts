import { DriverRollout } from '../../../lib/cluster/driver-rollout';
import { Duration } from '../../../lib/units/duration';

describe('DriverRollout', () => {
  it('by hand switches everything off', () => {
    expect(DriverRollout.manual()).toMatchObject({ maxParallel: 0, policy: { autoUpgrade: false } });
  });

  it('rolling waits for jobs without end, then evicts pods with GPUs', () => {
    const { policy } = DriverRollout.rolling({ maxParallel: 2, waitFor: 'job=training', patience: Duration.hours(1) });
    expect(policy).toEqual({
      autoUpgrade: true,
      maxParallelUpgrades: 2,
      maxUnavailable: 2,
      waitForCompletion: { timeoutSeconds: 0, podSelector: 'job=training' },
      gpuPodDeletion: { force: false, deleteEmptyDir: true, timeoutSeconds: 3600 },
      drain: { enable: false, force: false, deleteEmptyDir: true, timeoutSeconds: 3600 },
    });
  });

  it.each([0, -1, 1.5])('refuses %s servers at once: DH1004', (maxParallel) => {
    expect(() => DriverRollout.rolling({ maxParallel })).toThrow('DH1004');
  });
});
