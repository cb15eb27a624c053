import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLock } from '../../lib/release/lock-files';
import { printRunning } from '../../lib/release/running';
import { get } from '../support/real/apply';
import { CONTROL_PLANE, found } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { CHART, type Ran, runCommand, TSX } from '../support/real/small-program';
import { writeSmallChartArchive } from '../support/real/small-chart';
import { ROOT } from '../support/sources';

const STAGES = ['dev', 'staging', 'production'];

/** What a person changes in the program: names of constructs, and what is left out. */
interface Edits {
  readonly store?: string;
  readonly former?: string;
  readonly noStore?: boolean;
  readonly noStats?: boolean;
}

/** A program with three stages on three clusters; a file `broken-<stage>` makes what is new fail its check there. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
import * as datahall from '${ROOT}/index';
const { ChartSet, ChartSource, Cidr, DatahallApp, HelmRelease, Kubeconfig, Power, Rack, Release, ReleaseTrain } = datahall;
const { ServerModel, Site, SwitchModel, Topology, Verification } = datahall;

const { store = 'store', former, noStore, noStats } = JSON.parse(readFileSync('edits.json', 'utf8'));
const kubeconfigs = JSON.parse(readFileSync('clusters.json', 'utf8'));
const chart = ${JSON.stringify(CHART)};

const release = (version) => new Release(version, {
  charts: ChartSet.of('2026.11'),
  platform: (stage) => {
    const namespace = stage.foundation.namespace('demo');
    new HelmRelease(stage.cluster, 'settings', { chart, name: 'settings', namespace, values: { version } });
    if (!noStats) new HelmRelease(stage.observability, 'stats', { chart, name: 'stats', namespace });
    if (noStore) return namespace;
    const made = new HelmRelease(stage.storage, store, { chart, name: 'store', namespace, stateful: true });
    if (former !== undefined) made.formerly(former);
    return namespace;
  },
  serving: (stage, namespace) => {
    const { slug, version } = stage.release;
    new HelmRelease(stage.serving, 'model', { chart, name: 'model-' + slug, namespace, values: { version } });
  },
});
const [first, second] = ['1.0.0', '1.1.0'].map(release);

const app = new DatahallApp({ today: '2026-11-29' });
const train = new ReleaseTrain(app, 'platform', { releases: [first, second] });
const { SN5600 } = SwitchModel;
const site = new Site('lab', {
  racks: { gpu: Rack.row(3, { units: 48, feeds: 3, feed: Power.kw(23) }) },
  servers: { h100: ServerModel.DGX_H100.times(3, { row: 'gpu' }) },
  fabrics: { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2 }) },
  addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
});
const stages = [];
for (const [name, path] of Object.entries(kubeconfigs)) {
  const smoke = Verification.command('smoke', { command: ['sh', 'smoke.sh'] });
  stages.push(train.stage(name, {
    release: first,
    site: site.share({ h100: 1 }),
    cluster: Kubeconfig.context(name, { path }),
    after: stages.slice(-1),
    chartSource: ChartSource.folder('charts'),
    gate: { verify: [Verification.installed(), smoke] },
  }));
}
app.synth();
`;

const SMOKE =
  'if [ "$DATAHALL_RELEASE" = 1.1.0 ] && [ -e "broken-$DATAHALL_STAGE" ]; then echo "it is broken"; exit 1; fi\n';

describeReal([...CONTROL_PLANE, 'terraform', 'providers', 'kubectl'], 'a train', () => {
  const home = process.cwd();
  const project = mkdtempSync(join(tmpdir(), 'datahall-train-'));
  const planes = new Map<string, ControlPlane>();

  beforeAll(async () => {
    process.chdir(project);
    for (const name of STAGES) planes.set(name, await startControlPlane(name));
    const files = Object.fromEntries([...planes].map(([name, plane]) => [name, plane.kubeconfig]));
    writeSmallChartArchive('charts', CHART);
    writeFileSync('clusters.json', JSON.stringify(files));
    writeFileSync('program.ts', PROGRAM);
    writeFileSync('smoke.sh', SMOKE);
    const app = `${process.execPath} --import ${TSX} program.ts`;
    writeFileSync('cdktf.json', JSON.stringify({ app, language: 'typescript' }));
    edit({});
  });

  afterAll(async () => {
    process.chdir(home);
    for (const plane of planes.values()) await plane.stop();
    rmSync(project, { recursive: true, force: true });
  });

  function edit(edits: Edits): void {
    writeFileSync('edits.json', JSON.stringify(edits));
  }

  const call = (...words: readonly string[]): Promise<Ran> => runCommand(project, words);

  /** Calls a command that must succeed. */
  async function done(...words: readonly string[]): Promise<string> {
    const { status, out, err } = await call(...words);
    if (status !== 0) throw new Error(`datahall ${words.join(' ')} ended with ${status}\n${out}\n${err}`);
    return out;
  }

  /** Synthesizes, as a pipeline does, and deploys a stage. */
  async function deploy(stage: string): Promise<string> {
    synthesize();
    return done('deploy', stage, '--auto-approve', '--terraform', found('terraform'));
  }

  function synthesize(): void {
    execFileSync(process.execPath, ['--import', TSX, 'program.ts'], { cwd: project, stdio: 'pipe' });
  }

  const running = (stage: string): string => printRunning(readLock('stages', stage)!.running);
  const uidOf = async (stage: string, name: string): Promise<string | undefined> =>
    (await get(planes.get(stage)!, 'ConfigMap', name, 'demo'))?.metadata.uid;

  it('brings its first release to three stages, each verified', async () => {
    await done('lock');
    for (const stage of STAGES) {
      await deploy(stage);
      await done('verify', stage);
    }
    expect(STAGES.map(running)).toEqual(['1.0.0', '1.0.0', '1.0.0']);
    const { cluster, deployed, content } = readLock('stages', 'production')!;
    expect(cluster.uid).toBe((await get(planes.get('production')!, 'Namespace', 'kube-system'))!.metadata.uid);
    expect(deployed?.digest).toBe(content.digest);
  });

  it('stops a release that is broken in a stage, and moves that stage back without making anything anew', async () => {
    await done('promote', 'dev');
    await deploy('dev');
    await done('verify', 'dev');
    await done('promote', 'staging');
    const before = await uidOf('staging', 'model-1-0-0');
    await deploy('staging');
    writeFileSync('broken-staging', '');
    const verified = await call('verify', 'staging');
    expect([verified.status, verified.out]).toEqual([1, expect.stringMatching(/smoke +FAILED .* it is broken/)]);
    const production = await call('promote', 'production', '--to', '1.1.0');
    expect([production.status, production.err]).toEqual([1, expect.stringContaining('DH4127')]);
    expect(await done('rollback', 'staging')).toContain('only requests move');
    await deploy('staging');
    expect(running('staging')).toBe('1.1.0 (0 %), 1.0.0 (100 %)');
    expect(await uidOf('staging', 'model-1-0-0')).toBe(before);
  });

  it('brings it on once it works, and ends the release before', async () => {
    rmSync('broken-staging');
    await done('promote', 'staging', '--weight', '100');
    await deploy('staging');
    await done('verify', 'staging');
    await done('promote', 'production');
    await deploy('production');
    await done('verify', 'production');
    expect(await uidOf('production', 'model-1-0-0')).toBeDefined();
    await done('promote', 'production', '--finish');
    await deploy('production');
    expect(await uidOf('production', 'model-1-0-0')).toBeUndefined();
    expect(await uidOf('production', 'model-1-1-0')).toBeDefined();
    expect(await done('status')).toMatch(/production +1\.1\.0 +as locked/);
  });

  it('moves what is renamed, and destroys nothing', async () => {
    const before = await uidOf('dev', 'store');
    edit({ store: 'archive', former: 'storage/store' });
    await done('lock', 'dev');
    const report = await deploy('dev');
    expect(report).toContain('helm_release.storage_archive');
    expect(await uidOf('dev', 'store')).toBe(before);
  });

  it('destroys what a layer had that is taken out, and forgets the layer then', async () => {
    const layer = join('cdktf.out', 'stacks', 'lab-dev-observability');
    expect(await uidOf('dev', 'stats')).toBeDefined();
    edit({ store: 'archive', former: 'storage/store', noStats: true });
    await done('lock', 'dev');
    expect(await deploy('dev')).toContain('helm_release.observability_stats');
    expect(await uidOf('dev', 'stats')).toBeUndefined();
    expect(await uidOf('dev', 'store')).toBeDefined();
    expect(existsSync(layer)).toBe(true);
    await done('lock', 'dev');
    await deploy('dev');
    expect(existsSync(layer)).toBe(false);
  });

  it('refuses a program that leaves out what holds data, and changes no lock', async () => {
    const before = readFileSync('stages/dev.lock.json', 'utf8');
    edit({ noStore: true });
    const { status, err } = await call('lock', 'dev');
    expect([status, err]).toEqual([2, expect.stringContaining('DH4104')]);
    expect(readFileSync('stages/dev.lock.json', 'utf8')).toBe(before);
    expect(readdirSync('.').filter((name) => name.startsWith('cdktf.out'))).toEqual(['cdktf.out']);
  });
});
