import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ChartSource, DatahallApp, KubernetesCluster, SynthesisError } from 'datahall';
import { reference } from '../../examples/reference/program';
import { describeReal } from '../support/real/describe-real';
import { writeReferenceCharts } from '../support/reference-charts';
import { oneStage } from '../support/small-site';
import { readTree } from '../support/synth';

type Tree = ReadonlyMap<string, string>;

const FROZEN = join(__dirname, 'addresses.json');
const UPDATE = process.env['UPDATE_FROZEN'] === '1';
const home = process.cwd();
const folders: string[] = [];

/** An empty folder that is the working directory until the end of the test. */
function project(name = 'datahall-project-'): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  process.chdir(folder);
  return folder;
}

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(home);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Synthesizes a program into a folder; gives what is there afterwards. */
function synthesize(build: (app: DatahallApp) => void, outdir = 'cdktf.out'): Tree {
  const app = new DatahallApp({ outdir, today: '2026-11-23' });
  build(app);
  app.synth();
  return readTree(outdir);
}

describe('a program gives the same bytes', () => {
  test('when it is synthesized again, over what is there', () => {
    project();
    const first = synthesize(reference);
    expect(first.size).toBeGreaterThan(10);
    expect(synthesize(reference)).toEqual(first);
  });

  test('in another output folder, by a relative or an absolute path, and in another project', () => {
    project();
    const first = synthesize(reference);
    expect(synthesize(reference, 'other.out')).toEqual(first);
    expect(synthesize(reference, join(project('elsewhere-'), 'cdktf.out'))).toEqual(first);
  });

  test('that name nothing of the machine', () => {
    const folder = project();
    for (const [path, text] of synthesize(reference))
      for (const trace of [folder, home, join(tmpdir(), 'datahall-'), 'datahall-project-'])
        expect([path, text.includes(trace)]).toEqual([path, false]);
  });
});

describeReal(['data'], 'a program with charts of the project gives the same bytes', () => {
  test('from another folder', () => {
    let charts: string | undefined;
    const [first, second] = ['a', 'bb'].map((name) => {
      const folder = project(`datahall-${name}-`);
      // Archives hold times: both programs get the same ones.
      if (charts === undefined) writeReferenceCharts('charts');
      else cpSync(charts, 'charts', { recursive: true });
      charts = join(folder, 'charts');
      const build = (app: DatahallApp): void => reference(app, { chartSource: ChartSource.folder('charts') });
      return synthesize(build, name === 'a' ? 'cdktf.out' : join(folder, 'cdktf.out'));
    });
    expect(second).toEqual(first);
  });
});

describe('addresses', () => {
  test('are what test/contract/addresses.json says; UPDATE_FROZEN=1 npx jest test/contract/determinism writes it', () => {
    project();
    const now = addresses(synthesize(reference));
    if (UPDATE) writeFileSync(FROZEN, `${JSON.stringify(now, null, 2)}\n`);
    expect(now).toEqual(JSON.parse(readFileSync(FROZEN, 'utf8')));
  });
});

/** The addresses of each stack; what holds data is marked, since losing that mark loses the data. */
function addresses(tree: Tree): Record<string, readonly string[]> {
  const indexes = [...tree].filter(([path]) => path.endsWith('/index.json'));
  const entries = indexes.map(([path, text]) => {
    const { resources } = JSON.parse(text) as { resources: { address: string; stateful: boolean }[] };
    return [path.split('/')[1], resources.map((it) => `${it.address}${it.stateful ? ' (stateful)' : ''}`)];
  });
  return Object.fromEntries(entries) as Record<string, readonly string[]>;
}

describe('the output folder', () => {
  const good = oneStage((stage) => {
    const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
    cluster.addGpuPool('h100', { servers: 'h100' }).addQueue('training', { gpus: 8 });
  });
  const smaller = oneStage((stage) => void stage.foundation.namespace('apps'));
  const bad = oneStage((stage) => {
    const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
    cluster.addGpuPool('h100', { servers: 'h100' }).addQueue('training', { gpus: 800 });
  });
  const KEPT = {
    'stacks/lab-dev-foundation/.terraform/providers/helm': 'a provider',
    'stacks/lab-dev-foundation/.terraform.lock.hcl': 'locks',
    'stacks/lab-dev-foundation/terraform.tfstate': 'state',
    'stacks/lab-dev-foundation/plan': 'a plan',
    'stacks/lab-dev-cluster/.terraform/modules': 'a cache',
    'stacks/lab-dev-cluster/terraform.lab.tfstate': 'state of a stack that goes',
  };

  function write(files: Readonly<Record<string, string>>, folder = 'cdktf.out'): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  const pick = (tree: Tree): unknown => Object.fromEntries([...tree].filter(([path]) => path in KEPT));

  test('keeps what Terraform has there, while what was synthesized is replaced', () => {
    project();
    const first = synthesize(good);
    write({ ...KEPT, 'stacks/lab-dev-cluster/cdk.tf.json': 'changed', 'datahall.json': 'changed', notes: 'lost' });
    const second = synthesize(good);
    expect(pick(second)).toEqual(KEPT);
    expect(new Map([...second].filter(([path]) => !(path in KEPT)))).toEqual(first);
  });

  test('keeps only the state of a stack that is gone', () => {
    project();
    synthesize(good);
    write(KEPT);
    const gone = [...synthesize(smaller).keys()].filter((path) => path.startsWith('stacks/lab-dev-cluster/'));
    expect(gone).toEqual(['stacks/lab-dev-cluster/terraform.lab.tfstate']);
  });

  test('is not touched by a synthesis that findings stop, nor is anything left beside it', () => {
    const folder = project();
    synthesize(good);
    write(KEPT);
    const before = readTree(folder);
    const times = [...before.keys()].map((path) => statSync(path).mtimeMs);
    expect(() => synthesize(bad)).toThrow(SynthesisError);
    expect(readTree(folder)).toEqual(before);
    expect([...before.keys()].map((path) => statSync(path).mtimeMs)).toEqual(times);
  });

  test.each([
    ['before the new folder had its name', ['cdktf.out']],
    ['before the old folder was gone', []],
  ])('is whole again after a replacement that was cut off %s', (_, lost) => {
    project();
    const first = synthesize(good);
    write(KEPT);
    renameSync('cdktf.out', 'cdktf.out.old');
    if (lost.length === 0) synthesizeWithoutOld();
    const second = synthesize(good);
    expect(pick(second)).toEqual(KEPT);
    expect(new Map([...second].filter(([path]) => !(path in KEPT)))).toEqual(first);
    expect(existsSync('cdktf.out.old')).toBe(false);
  });

  /** The new folder is in its place, and Terraform's files still lie in the old one. */
  function synthesizeWithoutOld(): void {
    renameSync('cdktf.out.old', 'kept');
    synthesize(good);
    renameSync('kept', 'cdktf.out.old');
  }

  test('can be read by everybody who may read the project', () => {
    project();
    mkdirSync('another');
    synthesize(good);
    expect(statSync('cdktf.out').mode).toBe(statSync('another').mode);
  });
});
