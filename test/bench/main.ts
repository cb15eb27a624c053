/**
 * Time and memory of the reference against a hand-written cdktf program that gives the same Terraform:
 * `npm run bench`, or `npm run bench -- --quick` for a short look at the reference as it is.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileLibrary } from './compile';
import { evaluate, median, run, type Run } from './measure';
import { plainProgram, type StackDocument, type StackSource } from './plain-program';

const GOAL_RATIO = 1.2;
const GOAL_IMPORT = 40;

const quick = process.argv.includes('--quick');
const scales = quick ? [1] : [1, 10, 100];
const rounds = quick ? 3 : 7;

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}

/** The stacks that a program wrote, without cdktf's remarks. */
function read(folder: string): readonly StackSource[] {
  const text = (path: string): string => readFileSync(join(folder, 'cdktf.out', path), 'utf8');
  const { stacks } = JSON.parse(text('manifest.json')) as Manifest;
  const withoutRemarks = (key: string, value: unknown): unknown => (key === '//' ? undefined : value);
  return Object.entries(stacks).map(([id, { dependencies }]) => ({
    id,
    dependencies,
    document: JSON.parse(text(`stacks/${id}/cdk.tf.json`), withoutRemarks) as StackDocument,
  }));
}

function countResources(stacks: readonly StackSource[]): number {
  const types = stacks.flatMap(({ document }) => Object.values(document.resource));
  return types.reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}

/** Writes both programs of a scale, and proves that they say the same to Terraform. */
function prepare(library: string, scale: number): { ours: string; plain: string; resources: number; servers: number } {
  const [ours, plain] = ['ours', 'plain'].map((name) => join(library, `${name}-${scale}`)) as [string, string];
  for (const folder of [ours, plain]) mkdirSync(folder, { recursive: true });
  const program = [
    "const { DatahallApp } = require('datahall');",
    "const { reference } = require('../examples/reference/program');",
    'const app = new DatahallApp();',
    `reference(app, { scale: ${scale} });`,
    'app.synth();',
  ];
  writeFileSync(join(ours, 'main.js'), program.join('\n'));
  run('main.js', ours);
  const expected = read(ours);
  writeFileSync(join(plain, 'main.js'), plainProgram(expected));
  run('main.js', plain);
  assert.deepEqual(read(plain), expected, `the plain program gives other Terraform at ${scale}x`);
  const { sites } = JSON.parse(readFileSync(join(ours, 'cdktf.out/datahall.json'), 'utf8')) as {
    readonly sites: readonly { readonly servers: readonly { readonly count: number }[] }[];
  };
  const servers = sites.flatMap((site) => site.servers).reduce((sum, group) => sum + group.count, 0);
  return { ours, plain, resources: countResources(expected), servers };
}

/** Medians of alternating runs, so that a slow moment of the machine meets both. */
function compare(ours: string, plain: string): readonly [Run, Run] {
  const runs = Array.from({ length: rounds }, () => [run('main.js', ours), run('main.js', plain)] as const);
  const middle = (side: 0 | 1): Run => ({
    milliseconds: median(runs.map((pair) => pair[side].milliseconds)),
    megabytes: median(runs.map((pair) => pair[side].megabytes)),
  });
  return [middle(0), middle(1)];
}

/** Milliseconds that `require('datahall')` takes after other modules are loaded. */
function importTime(folder: string, loaded: string): number {
  const clock = "const start = performance.now(); require('datahall'); console.log(performance.now() - start);";
  return median(Array.from({ length: rounds }, () => evaluate(`${loaded} ${clock}`, folder)));
}

const verdict = (value: number, goal: number): string => (value <= goal ? 'within' : 'ABOVE');

const library = compileLibrary();
const rows = scales.map((scale) => {
  const { ours, plain, resources, servers } = prepare(library, scale);
  const [mine, theirs] = compare(ours, plain);
  const [time, memory] = [mine.milliseconds / theirs.milliseconds, mine.megabytes / theirs.megabytes];
  return {
    scale: `${scale}x`,
    servers,
    resources,
    'ours ms': Math.round(mine.milliseconds),
    'plain ms': Math.round(theirs.milliseconds),
    time: `${time.toFixed(2)} (${verdict(time, GOAL_RATIO)} ${GOAL_RATIO})`,
    'ours MB': Math.round(mine.megabytes),
    'plain MB': Math.round(theirs.megabytes),
    memory: memory.toFixed(2),
  };
});
console.table(rows);
const bindings = readFileSync(join(library, 'plain-1/main.js'), 'utf8').match(/^const .*'@cdktf\/.*$/gm) ?? [];
const alone = importTime(library, "require('cdktf');");
const afterBindings = importTime(library, `require('cdktf'); ${bindings.join(' ')}`);
console.log(
  `import of datahall after cdktf: ${alone.toFixed(0)} ms (${verdict(alone, GOAL_IMPORT)} ${GOAL_IMPORT}), ` +
    `after cdktf and the provider classes of the plain program: ${afterBindings.toFixed(0)} ms`,
);
assert.equal(new Set(rows.map(({ resources }) => resources)).size, 1, 'the number of resources grows with the servers');
