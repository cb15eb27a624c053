import { Bytes, Duration } from 'datahall';
import { prometheusDuration } from '../../../lib/monitoring/prometheus-duration';
import { stackValues, stackVolumes, type StackSettings } from '../../../lib/monitoring/stack-values';
import { goodRouting } from '../../support/routing';

const SETTINGS: StackSettings = {
  externalLabels: { site: 'lab', stage: 'dev' },
  retention: Duration.days(30),
  size: Bytes.gib(500),
  alerts: goodRouting(),
  priorityClassName: 'datahall-platform',
  nodeNamespace: 'node-exporter',
};

describe('stackValues', () => {
  it('keeps series for 30 days, as long as they take 90 % of the volume', () => {
    const spec = stackValues(SETTINGS).prometheus?.prometheusSpec;
    expect(spec).toMatchObject({ replicas: 2, retention: '30d', retentionSize: '460800MB' });
    expect(spec?.storageSpec?.volumeClaimTemplate.spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '500Gi' } },
    });
  });

  it('claims all volumes from the class that it was given', () => {
    const { prometheus, alertmanager } = stackValues({ ...SETTINGS, storageClass: 'ceph-metrics' });
    const claims = [prometheus?.prometheusSpec?.storageSpec, alertmanager?.alertmanagerSpec?.storage];
    expect(claims.map((claim) => claim?.volumeClaimTemplate.spec.storageClassName)).toEqual([
      'ceph-metrics',
      'ceph-metrics',
    ]);
  });

  it('claims the volumes that it says it does', () => {
    const { prometheus, alertmanager } = stackValues(SETTINGS);
    const [server, alerts] = [prometheus?.prometheusSpec, alertmanager?.alertmanagerSpec];
    const asked = [
      ...Array.from({ length: server?.replicas ?? 0 }, () => server?.storageSpec),
      ...Array.from({ length: alerts?.replicas ?? 0 }, () => alerts?.storage),
    ].map((claim) => claim?.volumeClaimTemplate.spec.resources.requests?.storage);
    const said = Object.values(stackVolumes('monitoring', SETTINGS.size)).map((bytes) => `${bytes / 2 ** 30}Gi`);
    expect(said).toEqual(asked);
    expect(said).toHaveLength(5);
  });

  it('gives a priority to all pods that have a key for one', () => {
    const values = stackValues(SETTINGS);
    const { prometheusOperator, prometheus, alertmanager } = values;
    const pods = [
      prometheusOperator,
      prometheus?.prometheusSpec,
      alertmanager?.alertmanagerSpec,
      values['kube-state-metrics'],
      values['prometheus-node-exporter'],
    ];
    expect(pods.map((each) => each?.priorityClassName)).toEqual(pods.map(() => SETTINGS.priorityClassName));
  });

  it('has Grafana only with a password of yours', () => {
    expect(stackValues(SETTINGS).grafana).toEqual({ enabled: false });
    expect(stackValues({ ...SETTINGS, grafanaSecret: 'grafana' }).grafana).toMatchObject({
      enabled: true,
      admin: { existingSecret: 'grafana' },
    });
  });

  it('mounts the Secrets of the receivers', () => {
    expect(stackValues(SETTINGS).alertmanager?.alertmanagerSpec?.secrets).toEqual(['heartbeat', 'on-call', 'smtp']);
  });
});

describe('prometheusDuration', () => {
  it.each([
    [Duration.days(30), '30d'],
    [Duration.minutes(90), '90m'],
    [Duration.hours(36), '36h'],
    [Duration.seconds(0.5), '1s'],
    [Duration.seconds(0), '0s'],
  ])('writes %s as %s', (duration, text) => {
    expect(prometheusDuration(duration)).toBe(text);
  });
});
