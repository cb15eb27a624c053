import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  Backend,
  ChartSource,
  ChartSet,
  DatahallApp,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type StageProps,
} from 'datahall';
import { smallShare, smallSite } from '../support/small-site';
import { readTree } from '../support/synth';

const uid = '00000000-0000-0000-0000-000000000001';

describe('the output folder', () => {
  const home = process.cwd();
  let project: string;

  beforeEach(() => {
    project = realpathSync(mkdtempSync(join(tmpdir(), 'datahall-project-')));
    process.chdir(project);
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env['CDKTF_OUTDIR'];
    process.chdir(home);
    rmSync(project, { recursive: true });
  });

  function app(outdir?: string, props: Partial<StageProps<unknown>> = {}, locks = 'stages'): DatahallApp {
    const made = new DatahallApp(outdir === undefined ? {} : { outdir });
    const release = new Release<unknown>('1.0.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
    const cluster = Kubeconfig.context('dev', { uid });
    new ReleaseTrain(made, 't', { locks }).stage('dev', { release, site: smallShare(), cluster, ...props });
    return made;
  }

  function put(path: string, text = 'mine'): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** The synthesis is stopped by one error of a code, and nothing of the project changed. */
  function refuses(made: DatahallApp, code: string, given: string): void {
    const before = readTree(project);
    expect(() => made.synth()).toThrow(
      new RegExp(`^1 finding stops the synthesis, nothing was written\\n\\nerror: ${code} `),
    );
    expect(made.inspect().findings.find((finding) => finding.code === code)?.got).toBe(given);
    expect(readTree(project)).toEqual(before);
  }

  it('is not the folder of something else: DH4016', () => {
    put('src/main.ts');
    refuses(app('src'), 'DH4016', "'src'");
    const findings = app('.')
      .inspect()
      .findings.map(({ code, got }) => `${code} ${got}`);
    expect(findings).toContain("DH4016 '.'");
  });

  it('is no web site, which has a manifest.json as well, and no file: DH4016', () => {
    put('public/manifest.json', '{ "name": "site" }');
    refuses(app('public'), 'DH4016', "'public'");
    put('file');
    refuses(app('file'), 'DH4016', "'file'");
  });

  it('has no neighbours that others keep: DH4016', () => {
    put('build.old/notes.txt');
    refuses(app('build'), 'DH4016', "'build.old'");
  });

  it('may be empty, or that of an earlier synthesis, also of one that was cut off', () => {
    mkdirSync('build');
    app('build').synth();
    put('build.next/stacks/lab-dev-foundation/cdk.tf.json');
    app('build').synth();
    expect(existsSync('build/manifest.json')).toBe(true);
    expect(existsSync('build.next')).toBe(false);
  });

  it('is removed without what links in it lead to', () => {
    put('notes/mine.txt');
    app('build').synth();
    symlinkSync('../notes', 'build/notes');
    app('build').synth();
    expect([existsSync('build/notes'), existsSync('build.old'), existsSync('notes/mine.txt')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each(['build/state', 'build', 'build.old/state', './build/../build/state'])(
    'does not hold the state of a stage, %s: DH4017',
    (folder) => {
      const where = join(folder, 'lab/dev');
      refuses(app('build', { backend: Backend.local(folder) }), 'DH4017', `'${where}' in 'build'`);
      process.env['CDKTF_OUTDIR'] = 'build';
      refuses(app(undefined, { backend: Backend.local(folder) }), 'DH4017', `'${where}' in 'build'`);
    },
  );

  it('does not hold the state by a link: DH4017', () => {
    mkdirSync('build');
    symlinkSync('build', 'state');
    refuses(app('build'), 'DH4017', "'state/lab/dev' in 'build'");
  });

  it('may lie beside state', () => {
    app('state/out').synth();
    expect(existsSync('state/out/manifest.json')).toBe(true);
  });

  it('holds no locks, no charts and no state of a network: DH4017', () => {
    refuses(app('build', {}, 'build/stages'), 'DH4017', "'build/stages' in 'build'");
    const chartSource = ChartSource.folder('build/charts');
    expect(
      app('build', { chartSource })
        .inspect()
        .findings.map(({ code }) => code),
    ).toContain('DH4017');
    const made = app('build');
    const backend = Backend.local('build/state');
    new ReleaseTrain(made, 'u').network(smallSite('other'), { backend });
    expect(made.inspect().findings.map(({ code }) => code)).toContain('DH4017');
  });
});
