import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { App, TerraformStack } from 'cdktf';
import {
  CephCluster,
  ClusterLink,
  type ClusterLinkProps,
  connect,
  CustomResources,
  Foundation,
  Gateway,
  KubernetesCluster,
  PodGroup,
  Power,
  Rack,
  Site,
  type SiteOptions,
  type SiteShare,
  type Stage,
} from 'datahall';
import type { Construct } from 'constructs';
import { SITE, SITE_SHARE } from '../../../lib/site/facts';
import { lab, ResearchStack } from '../../../examples/foreign/program';
import { oneStage, smallShare, smallSite } from '../../support/small-site';
import { synth } from '../../support/synth';

interface Document {
  readonly data?: Record<string, Record<string, { readonly provider?: string; readonly lifecycle?: object }>>;
  readonly resource: Record<
    string,
    Record<string, { readonly provider?: string; readonly depends_on?: readonly string[]; readonly lifecycle?: object }>
  >;
}

/** Synthesizes somebody else's app; gives each stack's document and what was written on stderr. */
function synthesize(build: (app: App) => void): { stack(id: string): Document; readonly stderr: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'datahall-foreign-'));
  let stderr = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  try {
    const app = new App({ outdir });
    build(app);
    app.synth();
    const files = new Map<string, Document>();
    for (const stack of app.node.children.filter((it) => TerraformStack.isStack(it))) {
      const path = join(outdir, 'stacks', stack.node.id, 'cdk.tf.json');
      files.set(stack.node.id, JSON.parse(readFileSync(path, 'utf8')) as Document);
    }
    return { stack: (id) => files.get(id)!, stderr };
  } finally {
    write.mockRestore();
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The providers that the resources of a stack name, by address; `undefined` stands for Terraform's default. */
function providers(document: Document): ReadonlySet<string | undefined> {
  const resources = Object.values(document.resource).flatMap((byName) => Object.values(byName));
  return new Set(resources.map(({ provider }) => provider));
}

const kubeconfig = { configPath: '~/.kube/config', configContext: 'research' };

/** The example, with some GPUs promised of the 16 that it has. */
function research(app: App, gpus: number, id = 'research', servers: SiteShare = lab().share({ h100: 3 })): void {
  new ResearchStack(app, id, { context: id, servers, gpus });
}

/** A stack of its own with a GPU cluster on a share. */
function clusterOn(app: Construct, id: string, site: SiteShare): KubernetesCluster {
  const stack = new TerraformStack(app, id);
  new ClusterLink(stack, 'cluster', { context: id });
  new Foundation(stack, 'foundation');
  return new KubernetesCluster(stack, 'gpus', { site });
}

/** The small site, but for some of it. */
function siteWith(options: Partial<SiteOptions>): Site {
  return new Site('lab', { ...smallSite().options, ...options });
}

/** A stack with providers of these aliases, and one construct of ours that needs both kinds. */
function stackWith(aliases: readonly (string | undefined)[], also: (stack: TerraformStack) => void = () => {}) {
  return (app: App): void => {
    const stack = new TerraformStack(app, 'own');
    aliases.forEach((alias, at) => {
      new KubernetesProvider(stack, `kubernetes-${at}`, { ...kubeconfig, alias });
      new HelmProvider(stack, `helm-${at}`, { kubernetes: kubeconfig, alias });
    });
    const namespace = Foundation.of(stack).namespace('apps');
    new CustomResources(stack, 'objects', { release: 'objects', namespace });
    also(stack);
  };
}

describe("a stack of somebody else's app", () => {
  it('carries constructs of ours beside its own resources, with its providers', () => {
    const { stack } = synthesize((app) => research(app, 16));
    const { resource } = stack('research');
    expect(resource['kubernetes_config_map_v1']).toEqual({ defaults: expect.not.objectContaining({ provider: '' }) });
    for (const [type, byName] of Object.entries(resource)) {
      if (type === 'kubernetes_config_map_v1') continue;
      const wanted = type === 'helm_release' ? 'helm' : 'kubernetes';
      for (const [name, { provider }] of Object.entries(byName)) expect([name, provider]).toEqual([name, wanted]);
    }
    expect(Object.keys(resource['helm_release'] ?? {})).toContainEqual(expect.stringMatching(/^gpus_Kueue_/));
  });

  it('takes any address of either family for a host, until it is told which', () => {
    const open = synthesize((app) => {
      const stack = new TerraformStack(app, 'own');
      new ClusterLink(stack, 'cluster', { context: 'prod' });
      Foundation.of(stack).namespace('apps', { callsApiServer: true });
    });
    const policies = JSON.stringify(open.stack('own').resource['kubernetes_network_policy_v1']);
    expect(policies).toContain('"cidr":"0.0.0.0/0"');
    expect(policies).toContain('"cidr":"::/0"');
  });

  it('binds providers that all have an alias: Terraform would take an unconfigured one', () => {
    const { stack } = synthesize(stackWith(['research']));
    expect(providers(stack('own'))).toEqual(new Set(['kubernetes.research', 'helm.research']));
  });

  it('prefers the one provider without an alias', () => {
    const { stack } = synthesize(stackWith(['other', undefined]));
    expect(providers(stack('own'))).toEqual(new Set(['kubernetes', 'helm']));
  });

  it('takes those that its foundation names', () => {
    const { stack } = synthesize((app) => {
      const own = new TerraformStack(app, 'own');
      const [, second] = ['first', 'second'].map((alias) => ({
        kubernetes: new KubernetesProvider(own, `kubernetes-${alias}`, { ...kubeconfig, alias }),
        helm: new HelmProvider(own, `helm-${alias}`, { kubernetes: kubeconfig, alias }),
      }));
      const foundation = new Foundation(own, 'foundation', { providers: second });
      new CustomResources(own, 'objects', { release: 'objects', namespace: foundation.namespace('apps') });
    });
    expect(providers(stack('own'))).toEqual(new Set(['kubernetes.second', 'helm.second']));
  });

  it('leaves the resources that are not ours alone', () => {
    const { stack } = synthesize(
      stackWith(['research'], (it) => {
        new ConfigMapV1(it, 'own', { metadata: { name: 'own' } });
      }),
    );
    expect(stack('own').resource['kubernetes_config_map_v1']?.['own']?.provider).toBeUndefined();
  });

  it.each([
    ['DH4001', 'has no provider', []],
    ['DH4002', 'has several providers', ['a', 'b']],
    ['DH4002', 'has several providers without an alias', [undefined, undefined, 'b']],
  ])('fails with %s when it %s', (code, _, aliases) => {
    expect(() => synthesize(stackWith(aliases))).toThrow(new RegExp(`${code} .*kubernetes[^]*${code} .*helm`));
  });

  it('fails with our text when a rule is violated, and warns on stderr', () => {
    expect(() => synthesize((app) => research(app, 17))).toThrow(
      /DH3101 [^]*at +gpus\/h100 \(research\)\n +given +17 GPUs[^]*\n +allowed +at most 16 GPUs[^]*\n +fix /,
    );
    expect(synthesize((app) => research(app, 16)).stderr).toMatch(/^warning: DH2004 /);
  });

  it('is judged alone: what is wrong in another stack is reported there, once', () => {
    const build = (app: App): void => {
      const site = lab();
      research(app, 8, 'good', site.share({ h100: 2 }));
      research(app, 9, 'bad', site.share({ h100: 2 }));
    };
    expect(() => synthesize(build)).toThrow(/^(?![^]*good)[^]*DH3101[^]*\(bad\)(?![^]*DH3101)/);
  });

  it('reports what a construct was told wrongly', () => {
    const build = stackWith([undefined], (stack) => {
      new KubernetesCluster(stack, 'gpus', { site: smallShare() }).addGpuPool('h100', { servers: 'nonsense' });
    });
    expect(() => synthesize(build)).toThrow(/DH3002 /);
  });

  it('reports what is wrong with the share of a site', () => {
    expect(() =>
      synthesize((app) => {
        new ResearchStack(app, 'research', { context: 'research', servers: lab().share({ h100: 5 }) });
      }),
    ).toThrow(/DH3003 [^]*given +5 servers/);
  });

  it('reports what is wrong with the site of a share: too little power when a feed is lost', () => {
    const { racks } = smallSite().options;
    const weak = { ...racks, gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(5) }) };
    expect(() =>
      synthesize((app) => void clusterOn(app, 'research', siteWith({ racks: weak }).share({ h100: 1 }))),
    ).toThrow(/DH3006 [^]*at +gpus \(research\)/);
  });

  it.each<[string, (stack: TerraformStack, share: SiteShare) => unknown]>([
    ['a gateway', (stack, site) => new Gateway(stack, 'public', { site })],
    ['a Ceph cluster', (stack, share) => new CephCluster(stack, 'ceph', { hosts: share.servers('storage') })],
  ])('reports what is wrong with the share of %s', (_, build) => {
    const share = smallSite().share({ storage: 4, h100: 5 });
    expect(() => synthesize(stackWith([undefined], (stack) => void build(stack, share)))).toThrow(/DH3003 /);
  });

  it('has no server that another stack of the app has: the later one is told', () => {
    const site = smallSite();
    const [first, second] = [site.share({ h100: 2 }), site.share({ h100: ['lab-h100-002', 'lab-h100-003'] })];
    expect(() =>
      synthesize((app) => {
        clusterOn(app, 'first', first);
        clusterOn(app, 'second', second);
      }),
    ).toThrow(/DH3004 [^]*stage 'first'[^]*at +gpus \(second\)\n +given +lab-h100-002\n/);
  });

  it('may accept that it has, and a stack after it is not told', () => {
    const site = smallSite();
    const { stack } = synthesize((app) => {
      clusterOn(app, 'first', site.share({ h100: 2 }));
      clusterOn(app, 'second', site.share({ h100: ['lab-h100-002'] })).acknowledge('DH3004', {
        given: 'lab-h100-002',
        reason: 'the server moves today',
        until: '9999-12-31',
      });
      clusterOn(app, 'third', site.share({ h100: 1 }));
    });
    expect(stack('third')).toBeDefined();
  });

  it('may share the servers of a cluster with another stack of the same cluster', () => {
    const share = smallShare();
    const { stack } = synthesize((app) => {
      clusterOn(app, 'cluster', share);
      const network = new TerraformStack(app, 'network');
      new ClusterLink(network, 'cluster', { context: 'research' });
      new Gateway(network, 'public', { site: share });
    });
    expect(stack('network')).toBeDefined();
  });

  it('has a site that no other one of the program is named like: DH1105', () => {
    expect(() =>
      synthesize((app) => {
        clusterOn(app, 'first', smallShare());
        clusterOn(app, 'second', smallShare());
      }),
    ).toThrow(/DH1105 [^]*at +gpus \(second\)/);
  });

  it('says nothing of sites and shares that a train beside it has said', () => {
    const site = smallSite();
    const out = synth((app) => {
      const platform = (stage: Stage): void => {
        new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
        new Gateway(stage.network, 'public', { site: stage.site });
      };
      oneStage(platform, undefined, site)(app);
      clusterOn(app, 'own', site.share({ h100: 1 }));
    });
    const { model } = out.app.inspect();
    expect(model.all(SITE).map(({ path }) => path)).toEqual(['platform']);
    expect(model.all(SITE_SHARE).map(({ stage }) => stage)).toEqual(['dev', 'own']);
  });

  it('stops before any change when its context points to another cluster', () => {
    const build = (uid?: string) => (app: App) => {
      new ResearchStack(app, 'research', {
        context: 'research',
        servers: lab().share({ h100: 3 }),
        ...(uid === undefined ? {} : { uid }),
      });
    };
    const guards = synthesize(build('uid-1')).stack('research').data?.['kubernetes_namespace_v1'] ?? {};
    expect(Object.values(guards)).toEqual([
      expect.objectContaining({
        metadata: { name: 'kube-system' },
        provider: 'kubernetes',
        lifecycle: {
          postcondition: [expect.objectContaining({ condition: '${self.metadata[0].uid == "uid-1"}' })],
        },
      }),
    ]);
    expect(synthesize(build()).stack('research').data).toBeUndefined();
  });

  it.each<[string, Partial<ClusterLinkProps>]>([
    ['DH1109', { context: '' }],
    ['DH1109', { path: '${path.module}/kubeconfig' }],
    ['DH4018', { uid: 'a" || "${x}' }],
  ])('is refused with %s when its link is to %j', (code, props) => {
    const build = (app: App): void => {
      new ClusterLink(new TerraformStack(app, 'own'), 'cluster', { context: 'own', ...props });
    };
    expect(() => synthesize(build)).toThrow(new RegExp(`${code} `));
  });

  it('makes priority classes before the releases whose pods have them', () => {
    const { stack } = synthesize((app) => research(app, 16));
    const { resource } = stack('research');
    const classes = Object.keys(resource['kubernetes_priority_class_v1'] ?? {});
    expect(classes).toHaveLength(1);
    const users = Object.entries(resource['helm_release'] ?? {}).filter(([, it]) =>
      /priorityClassName/.test(JSON.stringify(it)),
    );
    expect(users.length).toBeGreaterThan(3);
    for (const [name, { depends_on: needed }] of users)
      expect([name, needed]).toEqual([name, expect.arrayContaining([`kubernetes_priority_class_v1.${classes[0]}`])]);
  });

  it('lets two call each other: Terraform could not order both after the other', () => {
    const { stack } = synthesize(
      stackWith([undefined], (own) => {
        const namespace = Foundation.of(own).namespace('apps');
        const [a, b] = ['a', 'b'].map((app) => new PodGroup(own, app, { namespace, pods: { app } })) as [
          PodGroup,
          PodGroup,
        ];
        connect(a, b, 80);
        connect(b, a, 81);
      }),
    );
    const policies = stack('own').resource['kubernetes_network_policy_v1'] ?? {};
    const needs = (prefix: string): string =>
      Object.entries(policies)
        .filter(([name]) => name.startsWith(prefix))
        .flatMap(([, it]) => it.depends_on ?? [])
        .join();
    expect(needs('a_')).toContain('.b_');
    expect(needs('b_')).not.toContain('.a_');
  });

  it('is protected where it holds data, unless its foundation lifts that', () => {
    const namespaces = (destroyable?: boolean) => {
      const { stack } = synthesize((app) => {
        const own = new TerraformStack(app, 'own');
        new KubernetesProvider(own, 'kubernetes', kubeconfig);
        new Foundation(own, 'foundation', destroyable === undefined ? {} : { destroyable }).namespace('apps');
      });
      return Object.values(stack('own').resource['kubernetes_namespace_v1'] ?? {}).map(({ lifecycle }) => lifecycle);
    };
    expect(namespaces()).toEqual([{ prevent_destroy: true }]);
    expect(namespaces(true)).toEqual([undefined]);
  });

  it('shares one foundation, made by the program or on first use', () => {
    const { stderr } = synthesize(
      stackWith([undefined], (stack) => {
        expect(Foundation.of(stack)).toBe(Foundation.of(stack));
        expect(Foundation.of(stack).node.path).toBe('own/Datahall/Foundation');
      }),
    );
    expect(stderr).toMatch(/^warning: DH2010 /);
    const app = new App({ outdir: tmpdir() });
    const stack = new TerraformStack(app, 'own');
    const own = new Foundation(stack, 'foundation');
    expect(Foundation.of(stack)).toBe(own);
  });
});
