import {
  ChartSet,
  connect,
  type DatahallApp,
  Gateway,
  type IRoutable,
  Kubeconfig,
  PodGroup,
  Release,
  ReleaseTrain,
  type Stage,
  type StageProps,
} from 'datahall';
import { CustomResources } from '../../constructs/core/custom-resources';
import { smallShare } from '../support/small-site';
import { synth, type Synthesized } from '../support/synth';

type Platform = (stage: Stage) => unknown;

function stageOf(platform: Platform, props: Partial<StageProps<unknown>> = {}, serving?: Platform): Synthesized {
  return synth((app: DatahallApp) => {
    const charts = ChartSet.of('2026.11');
    const release = new Release('2026.11.0', { charts, platform, serving: (stage) => serving?.(stage) });
    const cluster = Kubeconfig.context('dev', { uid: 'uid-1', path: '/etc/kube/config' });
    new ReleaseTrain(app, 'platform').stage('dev', { release, site: smallShare(), cluster, ...props });
  });
}

/** An object in a layer, so that the layer has something in it. */
function settings(stage: Stage, scope: Stage['network']): CustomResources {
  const namespace = stage.foundation.namespace('apps');
  return new CustomResources(scope, 'settings', { release: `settings-${scope.node.id}`, namespace });
}

describe('Stage', () => {
  it('has a stack a layer, made on first use, in the fixed order', () => {
    const out = stageOf((stage) => {
      settings(stage, stage.observability);
      settings(stage, stage.network);
      settings(stage, stage.layer('edge', 'network'));
    });
    const manifest = JSON.parse(out.files.get('manifest.json') ?? '') as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    const dependencies = Object.entries(manifest.stacks).map(([id, stack]) => [id, [...stack.dependencies].sort()]);
    expect(Object.fromEntries(dependencies)).toEqual({
      'lab-dev-foundation': [],
      'lab-dev-network': ['lab-dev-foundation'],
      'lab-dev-edge': ['lab-dev-foundation', 'lab-dev-network'],
      'lab-dev-observability': ['lab-dev-edge', 'lab-dev-foundation', 'lab-dev-network'],
    });
  });

  it('deploys several layers of its own in the order in which they are made', () => {
    const out = stageOf((stage) => {
      const first = settings(stage, stage.layer('first', 'network'));
      settings(stage, stage.layer('second', 'network')).after(first);
      settings(stage, stage.storage);
    });
    expect(out.codes.filter((code) => code !== 'DH4008')).toEqual([]);
    const { stacks } = JSON.parse(out.files.get('manifest.json') ?? '') as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    expect(stacks['lab-dev-first']?.dependencies).toEqual(['lab-dev-foundation']);
    expect(stacks['lab-dev-second']?.dependencies).toContain('lab-dev-first');
    expect(stacks['lab-dev-storage']?.dependencies).toContain('lab-dev-second');
  });

  it('serves each release from a stack of its own, at the same addresses', () => {
    const out = stageOf(
      () => undefined,
      {},
      (stage) => settings(stage, stage.serving),
    );
    expect(out.stacks).toContain('lab-dev-serving-2026-11-0');
    const index = JSON.parse(out.files.get('stacks/lab-dev-serving-2026-11-0/index.json') ?? '') as {
      resources: { path: string }[];
    };
    expect(index.resources.map((entry) => entry.path)).toEqual(['serving/settings/Resource']);
  });

  it('reaches its cluster by literals only, and stops when it is another one', () => {
    const stack = stageOf(() => undefined).stack('lab-dev-foundation') as unknown as Record<string, unknown>;
    expect(stack['provider']).toEqual({
      helm: [{ kubernetes: { config_context: 'dev', config_path: '/etc/kube/config' } }],
      kubernetes: [{ config_context: 'dev', config_path: '/etc/kube/config' }],
    });
    expect(JSON.stringify(stack['data'])).toContain('self.metadata[0].uid == \\"uid-1\\"');
  });

  it('links the management cluster to the layer that builds the cluster', () => {
    const management = Kubeconfig.context('tools', { uid: 'uid-2' });
    const out = stageOf((stage) => settings(stage, stage.cluster), { management });
    expect(JSON.stringify(out.stack('lab-dev-cluster'))).toContain('"alias":"management"');
    expect(JSON.stringify(out.stack('lab-dev-cluster'))).toContain('uid-2');
    expect(JSON.stringify(out.stack('lab-dev-foundation'))).not.toContain('management');
  });

  it('protects what holds data, unless it may be destroyed', () => {
    const build: Platform = (stage) => {
      const namespace = stage.foundation.namespace('apps');
      new CustomResources(stage.storage, 'data', { release: 'data', namespace, stateful: true });
    };
    const lifecycle = (out: Synthesized): unknown =>
      Object.values(out.stack('lab-dev-storage').resource['helm_release'] ?? {})[0]?.['lifecycle'];
    expect(lifecycle(stageOf(build))).toEqual({ prevent_destroy: true });
    expect(lifecycle(stageOf(build, { destroyable: true }))).toBeUndefined();
    const index = stageOf(build, { destroyable: true }).files.get('stacks/lab-dev-storage/index.json') ?? '';
    expect(index).toContain('"stateful": true');
  });

  it('refuses to need what a later layer deploys: DH4003', () => {
    const out = stageOf((stage) => void settings(stage, stage.network).after(settings(stage, stage.storage)));
    expect(out.codes).toEqual(expect.arrayContaining(['DH4003']));
  });

  it('refuses to use what belongs to another stage: DH4004', () => {
    const charts = ChartSet.of('2026.11');
    let first: CustomResources | undefined;
    const release = new Release('1.0.0', {
      charts,
      platform: (stage) => {
        const mine = settings(stage, stage.network);
        if (first === undefined) first = mine;
        else mine.after(first);
      },
    });
    const out = synth((app) => {
      const train = new ReleaseTrain(app, 'platform');
      const site = smallShare().site;
      for (const name of ['dev', 'prod'])
        train.stage(name, { release, site: site.share({}), cluster: Kubeconfig.context(name) });
    });
    expect(out.codes).toContain('DH4004');
  });

  it('calls nothing of another stage, which is one finding and no second policy beside the first: DH4004', () => {
    const found = (use: (gateway: Gateway, stage: Stage) => void): readonly unknown[] => {
      const release = new Release('1.0.0', {
        charts: ChartSet.of('2026.11'),
        platform: (stage) => use(new Gateway(stage.network, 'public', { site: stage.site }), stage),
      });
      const out = synth((app) => {
        const train = new ReleaseTrain(app, 'platform');
        const { site } = smallShare();
        for (const name of ['dev', 'prod'])
          train.stage(name, { release, site: site.share({}), cluster: Kubeconfig.context(name) });
      });
      return out.findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code, path, got }) => [code, path, got]);
    };
    const server = (stage: Stage): PodGroup & IRoutable => {
      const namespace = stage.foundation.namespace('apps');
      const pods = new PodGroup(stage.storage, 'server', { namespace, pods: {} });
      return Object.assign(pods, { service: { name: 'server', namespace, port: 80 }, targetPort: 8080 });
    };
    let dev: ReturnType<typeof server> | undefined;
    const uses = [
      (gateway: Gateway, to: PodGroup & IRoutable): unknown => gateway.route('/', to),
      (gateway: Gateway, to: PodGroup): unknown => connect(gateway, to, 8080),
    ];
    for (const use of uses) {
      dev = undefined;
      expect(found((gateway, stage) => use(gateway, (dev ??= server(stage))))).toEqual([
        ['DH4004', 'network/public', "'dev'"],
      ]);
    }
  });
});
