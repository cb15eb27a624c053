import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Backend,
  ChartSet,
  CustomResources,
  type DatahallApp,
  Duration,
  Kubeconfig,
  KubernetesCluster,
  Release,
  ReleaseTrain,
  type ReleaseTrainProps,
  type StackGroups,
  type Stage,
  type StageProps,
} from 'datahall';
import { logicalId } from '../../constructs/core/logical-id';
import { TerraformResource } from '../../constructs/core/cdktf';
import { checkLocksHere, lockPath, readLock, lockedStages, writeLock } from '../../lib/release/lock-files';
import { firstLock } from '../../lib/release/new-lock';
import { InProcess } from '../support/train-program';
import { smallSite } from '../support/small-site';
import { synth, type Synthesized } from '../support/synth';

const charts = ChartSet.of('2026.11');
const locks = mkdtempSync(join(tmpdir(), 'datahall-locks-'));
afterEach(() => readdirSync(locks).forEach((name) => rmSync(join(locks, name))));
afterAll(() => rmSync(locks, { recursive: true }));

type Compose = (stage: Stage, knobs: Readonly<Record<string, string | number | boolean>>) => void;
const release = (platform: Compose, knobs = {}): Release => new Release<unknown>('1.0.0', { charts, knobs, platform });

function stageOf(
  app: DatahallApp,
  of: Release,
  props: Partial<StageProps<unknown>> = {},
  train: ReleaseTrainProps = {},
): Stage {
  const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });
  const cluster = Kubeconfig.context('dev', { uid: 'uid-of-dev' });
  const site = smallSite().share({ control: 3, h100: 2, storage: 4 });
  return new ReleaseTrain(app, 'platform', { locks, ...train }).stage('dev', {
    release: of,
    site,
    cluster,
    backend,
    ...props,
  });
}

/** Locks what a release gives the stage. */
function locked(of: Release, props: Partial<StageProps<unknown>> = {}): void {
  const program = new InProcess((app) => void stageOf(app, of, props));
  const { view } = program.synthesize();
  program.close();
  writeLock(locks, firstLock(view.trains[0]!.stages[0]!, { content: view.contents.get('dev')!, releaseDigest: '' }));
}

const run = (of: Release, props: Partial<StageProps<unknown>> = {}): Synthesized =>
  synth((app) => void stageOf(app, of, props));

describe('the lock of a stage', () => {
  const apps = release((stage) => void stage.foundation.namespace('apps'));

  it('gives a stage the identity of its cluster', () => {
    locked(apps, { cluster: Kubeconfig.context('dev', { uid: 'uid-of-dev' }) });
    const out = run(apps, { cluster: Kubeconfig.context('dev') });
    expect(out.files.get('stacks/lab-dev-foundation/cdk.tf.json')).toContain('uid-of-dev');
    expect(out.codes).not.toContain('DH4006');
  });

  it.each<[string, Partial<StageProps<unknown>>]>([
    ['site', { site: smallSite('other').share({ h100: 1 }) }],
    ['cluster', { cluster: Kubeconfig.context('dev', { uid: 'uid-of-another' }) }],
  ])('is contradicted by another %s: DH4103', (_, props) => {
    locked(apps);
    expect(run(apps, props).codes).toContain('DH4103');
  });

  it('is looked for in the folder of the project, and not begun anew below it: DH4119', () => {
    const home = process.cwd();
    const codes = (): readonly string[] => synth((app) => void stageOf(app, apps, {}, { locks: 'stages' })).codes;
    const project = mkdtempSync(join(tmpdir(), 'datahall-project-'));
    mkdirSync(join(project, 'stages'));
    mkdirSync(join(project, 'below', 'deep'), { recursive: true });
    try {
      process.chdir(join(project, 'below', 'deep'));
      expect(codes()).not.toContain('DH4119');
      writeFileSync(join(project, 'stages', 'dev.lock.json'), '{}');
      expect(codes()).toContain('DH4119');
      expect(checkLocksHere('stages')?.got).toContain("'../../stages'");
      expect(checkLocksHere(join(project, 'elsewhere'))).toBeUndefined();
      writeFileSync(join(project, 'below', 'cdktf.json'), '{}');
      expect(codes()).not.toContain('DH4119');
      process.chdir(project);
      expect(codes()).not.toContain('DH4119');
    } finally {
      process.chdir(home);
      rmSync(project, { recursive: true });
    }
  });

  it('notices other content: DH4107', () => {
    locked(apps);
    const program = new InProcess(
      (app) =>
        void stageOf(
          app,
          release((stage) => void stage.foundation.namespace('tools')),
        ),
    );
    program.close();
    const out = run(release((stage) => void stage.foundation.namespace('apps', { podSecurity: 'baseline' })));
    const { findings } = JSON.parse(out.files.get('datahall.json')!) as { findings: { code: string; got: string }[] };
    expect(findings.find(({ code }) => code === 'DH4107')?.got).toBe('other content in lab-dev-foundation');
  });

  it('is read only whole, and only by its own stage: DH4101', () => {
    writeFileSync(lockPath(locks, 'dev'), JSON.stringify({ formatVersion: 1, stage: 'dev' }));
    expect(run(apps).codes).toContain('DH4101');
    rmSync(lockPath(locks, 'dev'));
    locked(apps);
    const lock = readLock(locks, 'dev')!;
    writeFileSync(lockPath(locks, 'dev'), JSON.stringify({ ...lock, stage: 'production' }));
    expect(run(apps).codes).toContain('DH4101');
  });

  it.each([
    ['<<<<<<<', undefined],
    ['running.serving', { running: { release: '1.0.0', retired: [] } }],
    ['running.serving[].weight', { running: { release: '1.0.0', serving: [{ release: '1.0.0' }], retired: [] } }],
    ['content.stacks', { content: { digest: '', pins: { charts: {}, models: {} } } }],
    ['verified', { verified: {} }],
    ['verified[].checks', { verified: [{ release: '1.0.0', digest: '', at: '' }] }],
    ['previous.running.serving', { previous: { running: { release: '1.0.0', retired: [] }, digest: '', back: {} } }],
    ['exceptions[].kind', { exceptions: [{}] }],
  ])('says what a hand or a merge has damaged: %s', (found, change) => {
    locked(apps);
    const text = readFileSync(lockPath(locks, 'dev'), 'utf8');
    const edited = { ...(JSON.parse(text) as object), ...change };
    writeFileSync(lockPath(locks, 'dev'), change === undefined ? `<<<<<<< HEAD\n${text}` : JSON.stringify(edited));
    const { findings } = run(apps);
    expect(findings.find(({ code }) => code === 'DH4101')?.got).toContain(found);
  });

  it('is not forgotten with its stage: DH4117', () => {
    locked(apps);
    renameSync(lockPath(locks, 'dev'), lockPath(locks, 'development'));
    const { files } = run(apps);
    const { findings } = JSON.parse(files.get('datahall.json')!) as { findings: { code: string; got: string }[] };
    expect(findings.find(({ code }) => code === 'DH4117')?.got).toContain('development.lock.json');
  });

  it('lies beside those of other stages', () => {
    locked(apps);
    expect(lockedStages(locks)).toEqual(['dev']);
    expect(lockedStages(join(locks, 'nothing'))).toEqual([]);
  });

  it('remembers what holds data: DH4104', () => {
    locked(apps);
    const none = release((stage) => void stage.foundation.namespace('tools'));
    const out = run(none);
    expect(out.codes).toContain('DH4104');
    expect(out.stopped).toBe(true);
    expect(run(none, { destroyable: true }).codes).not.toContain('DH4104');
  });
});

describe('what leaves the program of a stage', () => {
  const flavors = (stage: Stage, name: string, stateful = false): void => {
    const namespace = stage.foundation.namespace(name);
    new CustomResources(stage.layer('edge', 'network'), name, { release: name, namespace, stateful });
  };
  const both = release((stage) => {
    const namespace = stage.foundation.namespace('apps');
    new CustomResources(stage.data, 'pipes', { release: 'pipes', namespace });
    new CustomResources(stage.storage, 'disks', { release: 'disks', namespace });
    flavors(stage, 'routes');
  });
  const apps = release((stage) => void stage.foundation.namespace('apps'));
  const dependencies = (out: Synthesized, stack: string): readonly string[] => {
    const { stacks } = JSON.parse(out.files.get('manifest.json')!) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    return stacks[stack]!.dependencies;
  };

  it('keeps an empty stack, which is deployed before all else, the last one first', () => {
    locked(both);
    const out = run(apps, { destroyable: true });
    expect(out.stacks).toEqual(['lab-dev-data', 'lab-dev-edge', 'lab-dev-foundation', 'lab-dev-storage']);
    expect(out.stack('lab-dev-data').resource).toBeUndefined();
    // Terraform destroys by the provider's settings.
    expect(out.files.get('stacks/lab-dev-data/cdk.tf.json')).toMatch(/"provider": \{\s+"helm"/);
    expect(dependencies(out, 'lab-dev-foundation').toSorted()).toEqual([
      'lab-dev-data',
      'lab-dev-edge',
      'lab-dev-storage',
    ]);
    expect(dependencies(out, 'lab-dev-data').toSorted()).toEqual(['lab-dev-edge']);
    expect(dependencies(out, 'lab-dev-storage').toSorted()).toEqual(['lab-dev-data', 'lab-dev-edge']);
  });

  it('keeps it until a deployment has emptied it, and no longer', () => {
    locked(both);
    const tools = { destroyable: true };
    const program = new InProcess((app) => void stageOf(app, apps, tools));
    const { view } = program.synthesize();
    program.close();
    const content = view.contents.get('dev')!;
    const lock = { ...readLock(locks, 'dev')!, content };
    writeLock(locks, lock);
    expect(run(apps, tools).stacks).toContain('lab-dev-data');
    writeLock(locks, { ...lock, deployed: { digest: content.digest, at: '2026-11-29T00:00:00.000Z', by: 'somebody' } });
    const after = run(apps, tools);
    expect(after.stacks).toEqual(['lab-dev-foundation']);
    expect(after.codes).not.toContain('DH4107');
  });

  it('keeps none for layers that lie in another stack by now', () => {
    locked(both);
    expect(run(both, { stacks: { data: ['data', 'training'] } }).stacks).toContain('lab-dev-data');
    expect(run(both, { stacks: { flow: ['data', 'training'] } }).stacks).not.toContain('lab-dev-data');
  });

  it('is uninstalled before its namespace goes: DH4170', () => {
    const two = release((stage) => ['routes', 'filters'].forEach((name) => flavors(stage, name)));
    const one = release((stage) => flavors(stage, 'routes'));
    const kept = release((stage) => {
      flavors(stage, 'routes');
      stage.foundation.namespace('filters');
    });
    locked(two);
    const out = run(one, { destroyable: true });
    const { findings } = JSON.parse(out.files.get('datahall.json')!) as { findings: { code: string; got: string }[] };
    expect(findings.find(({ code }) => code === 'DH4170')?.got).toBe(
      "the namespaces 'filters', and the releases 'edge/filters/Resource'",
    );
    expect(run(kept, { destroyable: true }).codes).not.toContain('DH4170');
    locked(kept);
    expect(run(one, { destroyable: true }).codes).not.toContain('DH4170');
  });

  it('goes with no namespace where it is only renamed', () => {
    const named = (id: string, ...namespaces: readonly string[]): Release =>
      release((stage) => {
        const namespace = stage.foundation.namespace('routes');
        for (const name of namespaces) stage.foundation.namespace(name);
        const objects = new CustomResources(stage.layer('edge', 'network'), id, { release: 'routes', namespace });
        if (id === 'new') objects.formerly('edge/old');
      });
    locked(named('old', 'filters'));
    const out = run(named('new'), { destroyable: true });
    expect(out.stack('lab-dev-edge')).toMatchObject({ moved: [{ to: expect.any(String) as string }] });
    expect(out.files.get('datahall.json')).toContain('DH4107');
    expect(out.files.get('datahall.json')).not.toContain('DH4170');
  });

  it('is named with all that holds data: DH4104', () => {
    const many = release((stage) => ['a', 'b', 'c'].forEach((name) => flavors(stage, name, true)));
    locked(many);
    const { findings } = run(release((stage) => flavors(stage, 'a', true)));
    const { what } = findings.find(({ code }) => code === 'DH4104')!;
    const namespace = (name: string): string => `'foundation/Foundation/Namespaces/${name}/Namespace/Resource'`;
    expect(what.split(' hold data')[0]).toBe(
      `'edge/b/Resource', 'edge/c/Resource', ${namespace('b')}, ${namespace('c')}`,
    );
  });
});

describe('a construct that was elsewhere', () => {
  const flavors = (id: string, ...former: readonly string[]): Release =>
    release((stage) => {
      const namespace = stage.foundation.namespace('apps');
      new CustomResources(stage.cluster, id, { release: 'flavors', namespace, stateful: true }).formerly(...former);
    });

  it('is moved with all that it consists of', () => {
    locked(flavors('old'));
    const out = run(flavors('new', 'cluster/old'));
    expect(out.codes).not.toContain('DH4104');
    expect(out.stack('lab-dev-cluster')).toMatchObject({
      moved: [
        {
          from: `helm_release.${logicalId('cluster/old/Resource')}`,
          to: `helm_release.${logicalId('cluster/new/Resource')}`,
        },
      ],
    });
    expect(run(flavors('new')).codes).toContain('DH4104');
  });

  it('moves step by step when it moved twice', () => {
    const out = run(flavors('newest', 'cluster/oldest', 'cluster/old'));
    const { moved } = out.stack('lab-dev-cluster') as unknown as { moved: { from: string; to: string }[] };
    expect(moved).toHaveLength(2);
    expect(moved.map(({ from }) => from)).toContain(`helm_release.${logicalId('cluster/oldest/Resource')}`);
  });

  it('had the address that Terraform knows', () => {
    const { app } = run(flavors('new'));
    const resources = app.node
      .findAll()
      .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each));
    expect(resources.length).toBeGreaterThan(3);
    for (const each of resources)
      expect(logicalId(each.node.path.split('/').slice(1).join('/'))).toBe(each.friendlyUniqueId);
    expect(logicalId('cluster/Default/cluster-x/x/Resource')).toMatch(/^cluster_cluster-x_[0-9A-F]{8}$/);
    expect(logicalId('top.level')).toBe('toplevel');
  });
});

describe('knobs', () => {
  const sized = release((stage, { size = 0 }) => void stage.foundation.namespace(`apps-${size}`), { size: 1 });
  const names = (out: Synthesized): readonly string[] => out.of('Namespace').map(({ metadata }) => metadata.name);

  it('have the value of the release, or that of the stage', () => {
    expect(names(run(sized))).toContain('apps-1');
    expect(names(run(sized, { knobs: { size: 3 } }))).toContain('apps-3');
  });

  it('are a closed set: DH4105', () => {
    expect(run(sized, { knobs: { sise: 3 } }).codes).toContain('DH4105');
    expect(run(sized, { knobs: { size: 'large' } }).codes).toContain('DH4105');
  });

  it('may be those of a release that is still to come', () => {
    const next = new Release<unknown>('1.1.0', { charts, knobs: { spare: true }, platform: () => undefined });
    const out = synth((app) => void stageOf(app, sized, { knobs: { spare: false } }, { releases: [next] }));
    expect(out.codes).not.toContain('DH4105');
  });
});

describe('the releases of a train', () => {
  it('have one version each: DH4106', () => {
    const [one, other] = [release(() => undefined), release(() => undefined)];
    expect(synth((app) => void stageOf(app, one, {}, { releases: [other] })).codes).toContain('DH4106');
  });

  it.each([
    ['1.0.0-RC1', '1.0.0-RC.1', '1.0.0-1'],
    ['1.0.0', '1.0.0-a', '1.0.0-A1'],
  ])('have names of their own: %s, %s and %s', (...versions) => {
    const releases = versions.map((version) => new Release<unknown>(version, { charts, platform: () => undefined }));
    expect(new Set(releases.map(({ slug }) => slug)).size).toBe(3);
    const out = synth((app) => void stageOf(app, releases[0]!, {}, { releases }));
    expect(out.codes).not.toContain('DH4167');
  });

  it.each([
    ['1.0.0-RC1', '1.0.0-rc1', '1-0-0-rc1'],
    ['1.0.0-rc.1', '1.0.0-rc-1', '1-0-0-rc-1'],
  ])('do not become one name, as %s and %s would: DH4167', (one, other, name) => {
    const [first, second] = [one, other].map(
      (version) => new Release<unknown>(version, { charts, platform: () => undefined }),
    );
    expect([first?.slug, second?.slug]).toEqual([name, name]);
    expect(synth((app) => void stageOf(app, first!, {}, { releases: [second!] })).codes).toContain('DH4167');
  });
});

describe('layers in shared stacks', () => {
  const platform = release((stage) => {
    new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
  });
  const addresses = (out: Synthesized): readonly string[] =>
    out.stacks.flatMap((id) =>
      Object.entries(out.stack(id).resource ?? {}).flatMap(([type, all]) =>
        Object.keys(all).map((name) => `${type}.${name}`),
      ),
    );

  it('have the same addresses, in fewer stacks', () => {
    const [apart, together] = [run(platform), run(platform, { stacks: { platform: ['foundation', 'cluster'] } })];
    expect(apart.stacks).toEqual(['lab-dev-cluster', 'lab-dev-foundation']);
    expect(together.stacks).toEqual(['lab-dev-platform']);
    expect([...addresses(together)].sort()).toEqual([...addresses(apart)].sort());
  });

  it.each<StackGroups>([
    { platform: ['cluster', 'storage'] },
    { platform: ['serving'] },
    { platform: [] },
    { one: ['foundation', 'cluster'], two: ['cluster', 'network'] },
    { storage: ['foundation', 'cluster'] },
  ])('are neighbours, once each, and not what is served: DH4015 (%j)', (stacks) => {
    expect(run(platform, { stacks }).codes).toContain('DH4015');
  });

  it('keep their order', () => {
    const out = run(platform, { stacks: { base: ['foundation'], rest: ['cluster', 'network'] } });
    const { stacks } = JSON.parse(out.files.get('manifest.json')!) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    expect(stacks['lab-dev-rest']!.dependencies).toEqual(['lab-dev-base']);
  });
});

describe('the content of a stage', () => {
  const apps = release((stage) => void stage.foundation.namespace('apps'));
  const digest = (props: Partial<StageProps<unknown>>): string => {
    const program = new InProcess((app) => void stageOf(app, apps, props));
    const { view } = program.synthesize();
    program.close();
    return view.contents.get('dev')!.digest;
  };

  it('is what it deploys, not where, and not how it is promoted', () => {
    const base = digest({});
    expect(digest({ backend: Backend.gcs({ bucket: 'b' }) })).toBe(base);
    expect(digest({ cluster: Kubeconfig.context('dev') })).toBe(base);
    expect(digest({ gate: { soak: Duration.hours(1) } })).toBe(base);
    expect(digest({ destroyable: true })).not.toBe(base);
  });
});
