import { Bandwidth, CephCluster, Duration, Monitoring, type Stage } from 'datahall';
import { goodRouting } from '../../support/routing';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

const ceph = (stage: Stage): CephCluster =>
  new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });

describe('a quantity of the wrong unit, in a program that no compiler checked', () => {
  it.each<[string, string, (stage: Stage) => unknown]>([
    [
      'Bandwidth 400 Gbit/s',
      'Bytes',
      (stage) => ceph(stage).addFilesystem('models', { size: Bandwidth.gbps(400) as never }),
    ],
    ['200', 'Bytes', (stage) => ceph(stage).addBlockPool('disks', { size: 200 as never })],
    [
      'Duration 2 d',
      'Bytes',
      (stage) => new Monitoring(stage.observability, 'm', { alerts: goodRouting(), size: Duration.days(2) as never }),
    ],
  ])('is one error, of %s where %s is needed: DH1002', (given, unit, build) => {
    const out = synth(oneStage((stage) => void build(stage)));
    const errors = out.findings.filter((finding) => finding.severity === 'error');
    expect(errors.map(({ code, allowed }) => [code, allowed])).toEqual([['DH1002', `a ${unit} value`]]);
    expect(given).toContain(errors[0]?.got);
    expect(out.stopped).toBe(true);
  });
});
