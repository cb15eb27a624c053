import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NpmProject } from '../support/real/npm-project';
import { ROOT, Sources } from '../support/sources';

jest.setTimeout(600_000);

interface Document {
  readonly provider: Record<string, unknown>;
  readonly resource: Record<string, Record<string, { readonly provider?: string }>>;
}

// Tried at once: whether the tests are skipped must be known before they are collected.
const project = NpmProject.withDependencies();

(project === undefined ? describe.skip : describe)('the package, installed from its tarball', () => {
  const it = project!;
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  let sources: readonly string[];
  let packed: readonly string[];

  beforeAll(() => {
    sources = Sources.repository().all.map(({ path }) => path);
    packed = it.installPacked();
    it.compile('examples/foreign/program.ts', 'examples/foreign/main.ts');
  });
  afterAll(() => it.remove());

  test('holds what is built from the sources, and nothing else', () => {
    const types = sources
      .filter((path) => /^(index|(lib|constructs|stacks|testing)\/.*)\.ts$/.test(path))
      .map((path) => `dist/${path.replace(/\.ts$/, '.d.ts')}`);
    const entries = ['index', 'late', 'testing/index', 'testing/late', 'lib/cli/main'];
    const code = ['library', 'inner', 'commands', ...entries].map((path) => `dist/${path}.js`);
    const kept = sources.filter((path) =>
      /^(assets|bin)\/|^(CHANGELOG|README)\.md$|^(LICENSE|package\.json)$/.test(path),
    );
    expect([...packed].sort()).toEqual([...types, ...code, ...kept].sort());
  });

  test("carries constructs in somebody else's program, with explicit providers", () => {
    it.run('node', 'examples/foreign/main.js');
    const { resource } = JSON.parse(it.read('cdktf.out/stacks/research/cdk.tf.json')) as Document;
    const { kubernetes_config_map_v1: own, ...ours } = resource;
    expect(own).toEqual({ defaults: expect.objectContaining({ data: { queue: 'research' } }) });
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(['helm_release', 'kubernetes_namespace_v1']));
    for (const [type, byName] of Object.entries(ours)) {
      const names = new Set(Object.values(byName).map(({ provider }) => provider));
      expect([type, ...names]).toEqual([type, type.split('_')[0]]);
    }
  });

  test('fails the synthesis of that program when a rule is violated, with our text', () => {
    const text = it.read('examples/foreign/main.js').replace("context: 'research',", '$& gpus: 17,');
    it.write('examples/foreign/broken.js', text);
    expect(() => it.run('node', 'examples/foreign/broken.js')).toThrow(/DH3101 [^]*given +17 GPUs[^]*fix /);
  });

  test('has types that a program compiles with', () => {
    const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, target: 'es2022', types: [] };
    it.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { ...compilerOptions, module: 'node16' },
        files: ['examples/foreign/main.ts'],
      }),
    );
    expect(it.run('node', join(ROOT, 'node_modules/typescript/bin/tsc'))).toBe('');
  });

  test('is imported by name, also from ES modules, and loads what is used', () => {
    it.write('names.mjs', "import { Bytes, CephCluster as Ceph } from 'datahall'; console.log(Bytes.name, Ceph.name);");
    expect(it.run('node', 'names.mjs')).toBe('Bytes CephCluster\n');
    const loaded = 'Object.keys(require.cache).filter((path) => /node_modules/.test(path))';
    expect(it.run('node', '-p', `require('datahall'); ${loaded}.length`)).toBe('2\n');
    expect(it.run('node', '-p', `require('datahall').Bytes; ${loaded}.length`)).toBe('3\n');
    const one = "const { CephCluster } = require('datahall'); require('datahall/testing').sharedFilesystemContract;";
    expect(it.run('node', '-p', `${one} ${loaded}.some((path) => /commander|dagre/.test(path))`)).toBe('false\n');
  });

  test('shares one cdktf with its user', () => {
    const copies = it.run('npm', 'ls', 'cdktf', 'constructs', '--all', '--parseable').trim().split('\n');
    expect([...new Set(copies)].filter((path) => /(cdktf|constructs)$/.test(path))).toHaveLength(2);
  });

  test('brings its command and its schemas', () => {
    expect(it.run('npx', '--no-install', 'datahall', '--version').trim()).toBe(version);
    const title = (name: string) => `console.log(require('datahall/schema/${name}.json').title)`;
    expect(it.run('node', '-e', title('datahall'))).toBe('datahall.json\n');
    expect(it.run('node', '-e', title('index'))).toBe('stacks/<id>/index.json\n');
  });
});
