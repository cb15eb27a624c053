import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bytes, CephCluster, KServe, KubernetesCluster, ModelServer, Monitoring, Runtime } from 'datahall';
import { alertmanagerConfiguration } from '../../lib/monitoring/alertmanager-config';
import { metricsMissing, ruleGroup } from '../../lib/monitoring/prometheus-rule';
import { servingAlerts } from '../../lib/serving/serving-alerts';
import { Duration } from '../../lib/units/duration';
import { found } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';
import { llama70b } from '../support/models';
import { goodRouting } from '../support/routing';
import { oneStage } from '../support/small-site';
import { synth } from '../support/synth';

const folder = mkdtempSync(join(tmpdir(), 'datahall-alerts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes JSON, which is YAML too. */
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function run(tool: 'promtool' | 'amtool', ...parameters: readonly string[]): string {
  return execFileSync(found(tool), parameters, { encoding: 'utf8', cwd: folder });
}

describeReal(['promtool'], 'the alerts', () => {
  const out = synth(
    oneStage((stage) => {
      const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
      const pool = cluster.addGpuPool('h100', { servers: 'h100' });
      const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
      const weights = ceph.addFilesystem('models', { size: Bytes.tib(10) });
      const model = { runtime: Runtime.VLLM, model: llama70b(), pool, weights };
      const llama = new ModelServer(stage.serving, 'llama', model);
      const monitoring = new Monitoring(stage.observability, 'monitoring', { alerts: goodRouting() });
      monitoring.watch(cluster, ceph, llama, KServe.of(cluster));
    }),
  );
  const rules = out.of('PrometheusRule');

  it.each(rules.map((rule) => [rule.metadata.name, rule] as const))('of %s are taken by Prometheus', (name, rule) => {
    const path = file(`${name}.json`, rule['spec']);
    expect(run('promtool', 'check', 'rules', '--lint=all', '--lint-fatal', path)).toContain('rules found');
  });

  it('of a model server fire when a replica is gone, and when users wait', () => {
    const [absent, missing, slow] = servingAlerts({
      ...{ name: 'llama', namespace: 'serving', replicas: 2, firstToken: Duration.seconds(5) },
    }).map((alert) => alert.name);
    const rule = rules.find(({ metadata }) => metadata.name === 'serving-llama-2026-11-0');
    file('serving.json', rule?.['spec']);
    const pod = 'namespace="serving",pod="llama-2026-11-0-predictor-6f9-abc",engine="0",model_name="llama-3.1-70b"';
    const bucket = (le: string, values: string) => {
      return { series: `vllm:time_to_first_token_seconds_bucket{${pod},le="${le}"}`, values };
    };
    const input_series = [
      { series: `vllm:num_requests_running{${pod}}`, values: '1x60' },
      ...[bucket('5.0', '0x60'), bucket('10.0', '0+10x60'), bucket('+Inf', '0+10x60')],
    ];
    const firing = (name: string | undefined) => `count(ALERTS{alertname="${name}",alertstate="firing"}) or vector(0)`;
    const expected = [absent, missing, slow].map((name, index) => {
      return { expr: firing(name), eval_time: '45m', exp_samples: [{ labels: '{}', value: index === 0 ? 0 : 1 }] };
    });
    const tests = [{ interval: '1m', input_series, promql_expr_test: expected }];
    const path = file('serving-test.json', { rule_files: ['serving.json'], tests });
    expect(run('promtool', 'test', 'rules', path)).toContain('SUCCESS');
  });

  it('of Ceph fire when a pool comes near its quota and reaches it, which is a warning to Ceph', () => {
    file('ceph.json', rules.find(({ metadata }) => metadata.name === 'storage-ceph')?.['spec']);
    const pool = (pod: string, id: number, name: string, stored: string, quota: string) => [
      { series: `ceph_pool_metadata{pod="${pod}",pool_id="${id}",name="${name}",type="replicated"}`, values: '1x60' },
      { series: `ceph_pool_stored{pod="${pod}",pool_id="${id}"}`, values: stored },
      { series: `ceph_pool_quota_bytes{pod="${pod}",pool_id="${id}"}`, values: quota },
    ];
    const input_series = [
      ...pool('a', 1, '.mgr', '900x60', '0x60'),
      ...pool('a', 2, 'models-data0', '850x60', '1000x60'),
      ...pool('a', 3, 'metrics', '850x19 851x40', '1000x60'),
      // Another manager takes over, and series of both are there for some minutes.
      ...pool('b', 3, 'metrics', '_x25 851x34', '_x25 1000x34'),
      { series: 'ceph_health_status{pod="a"}', values: '0x39 1x20' },
      { series: 'ceph_health_detail{pod="a",name="POOL_FULL",severity="HEALTH_WARN"}', values: '0x39 1x20' },
      ...['a', 'b', 'c'].map((mon) => ({ series: `ceph_mon_quorum_status{ceph_daemon="mon.${mon}"}`, values: '1x60' })),
    ];
    const firing = (eval_time: string, ...alerts: readonly string[]) => ({
      expr: 'count by (alertname, severity) (ALERTS{alertname!="MetricsMissing",alertstate="firing"})',
      eval_time,
      exp_samples: alerts.map((labels) => ({ labels: `{${labels}}`, value: 1 })),
    });
    const [near, full] = [
      'alertname="CephPoolNearFull",severity="warning"',
      'alertname="CephPoolFull",severity="critical"',
    ];
    const action = 'Delete data, or give the filesystem or block pool a larger `size` before writes stop.';
    const summary = 'The pool metrics holds 85.1% of its quota.';
    const exp_labels = { pool_id: '3', name: 'metrics', severity: 'warning' };
    const exp_alerts = [{ exp_labels, exp_annotations: { summary, action } }];
    const test = {
      ...{ interval: '1m', input_series },
      promql_expr_test: [firing('19m'), firing('30m', near), firing('45m', full, near)],
      alert_rule_test: [{ eval_time: '30m', alertname: 'CephPoolNearFull', exp_alerts }],
    };
    const path = file('ceph-test.json', { rule_files: ['ceph.json'], tests: [test] });
    expect(run('promtool', 'test', 'rules', path)).toContain('SUCCESS');
  });

  it('fire when nothing is measured, and are still when one pod is', () => {
    const job = 'monitoring/storage-ceph-manager';
    const alert = metricsMissing(job);
    const { summary, action } = alert;
    file('missing.json', { groups: [ruleGroup('missing', [alert])] });
    const test = (values: string, fires: boolean) => ({
      interval: '1m',
      input_series: [{ series: `up{job="${job}",pod="a"}`, values }],
      alert_rule_test: [
        {
          eval_time: '30m',
          alertname: 'MetricsMissing',
          exp_alerts: fires ? [{ exp_labels: { job, severity: 'warning' }, exp_annotations: { summary, action } }] : [],
        },
      ],
    });
    const tests = [test('0x40', true), test('1x40', false), test('_x40', true)];
    const path = file('missing-test.json', { rule_files: ['missing.json'], tests });
    expect(run('promtool', 'test', 'rules', path)).toContain('SUCCESS');
  });
});

describeReal(['amtool'], 'the routes of alerts', () => {
  const path = file('alertmanager.json', alertmanagerConfiguration(goodRouting()));

  it('are taken by Alertmanager', () => {
    expect(run('amtool', 'check-config', path)).toContain('SUCCESS');
  });

  it.each([
    ['critical', 'alertname=CephFull', 'severity=critical'],
    ['warning', 'alertname=CephNearFull', 'severity=warning'],
    ['dead-mans-switch', 'alertname=Watchdog', 'severity=none'],
    ['nobody', 'alertname=InfoInhibitor', 'severity=none'],
  ])('lead to %s from %s, %s', (receiver, ...labels) => {
    const out = run('amtool', 'config', 'routes', 'test', `--config.file=${path}`, ...labels);
    expect(out.trim()).toBe(receiver);
  });
});
