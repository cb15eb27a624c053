/**
 * Time and memory of the reference against a hand-written cdktf program that gives the same Terraform:
 * `npm run bench`, or `npm run bench -- --quick` for a short look at the reference as it is. It fails when the
 * programs differ, when the number of resources grows with the servers, or when the time is above a bound that noise
 * does not reach; a missed goal is only printed, because a busy machine can miss it too.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileLibrary } from './compile';
import { evaluate, median, run, type Run } from './measure';
import { plainProgram, type StackDocument, type StackSource } from './plain-program';

const GOAL_RATIO = 1.2;
const GOAL_IMPORT = 40;
/** Times the plain program at 1x, 10x and 100x: above it something got slower, whatever else the machine does. */
const BOUNDS = [1.5, 1.6, 2];

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

/** Medians of a quantity over pairs of runs, also of the ratio: a slow moment of the machine meets both of a pair. */
function compare(pairs: readonly (readonly [Run, Run])[], quantity: keyof Run): [number, number, number] {
  const of = (value: (ours: number, plain: number) => number): number =>
    median(pairs.map(([ours, plain]) => value(ours[quantity], plain[quantity])));
  return [of((ours) => ours), of((_, plain) => plain), of((ours, plain) => ours / plain)];
}

/** Milliseconds that a statement takes when cdktf is loaded; it may be waited for. */
function timeAfterCdktf(statement: string, folder: string): number {
  const report = 'console.log(performance.now() - start)';
  const script = `require('cdktf'); const start = performance.now(); Promise.resolve(${statement}).then(() => ${report});`;
  return median(Array.from({ length: rounds }, () => evaluate(script, folder)));
}

const verdict = (value: number, goal: number): string => (value <= goal ? 'PASS' : 'MISS');

const library = compileLibrary();
const rows = scales.map((scale) => {
  const { ours, plain, resources, servers } = prepare(library, scale);
  const pairs = Array.from({ length: rounds }, () => [run('main.js', ours), run('main.js', plain)] as const);
  const [ourTime, plainTime, time] = compare(pairs, 'milliseconds');
  const [ourMemory, plainMemory, memory] = compare(pairs, 'megabytes');
  return {
    scale: `${scale}x`,
    servers,
    resources,
    'ours ms': Math.round(ourTime),
    'plain ms': Math.round(plainTime),
    time: time.toFixed(2),
    bound: BOUNDS[scales.indexOf(scale)] ?? 0,
    goal: verdict(time, GOAL_RATIO),
    'ours MB': Math.round(ourMemory),
    'plain MB': Math.round(plainMemory),
    memory: memory.toFixed(2),
  };
});
console.table(rows);
console.log(`goal for time: at most ${GOAL_RATIO} times the plain program`);
const statements = ["require('datahall')", "import('datahall')", "Object.values(require('datahall'))"] as const;
const [required, imported, all] = statements.map((statement) => timeAfterCdktf(statement, library)) as [
  number,
  number,
  number,
];
const printed = (value: number): string => `${value.toFixed(1)} ms, ${verdict(value, GOAL_IMPORT)}`;
console.log(
  `require of datahall after cdktf: ${printed(required)}; import: ${printed(imported)} (at most ${GOAL_IMPORT} ms)`,
);
console.log(`use of every export: ${all.toFixed(1)} ms`);
assert.equal(new Set(rows.map(({ resources }) => resources)).size, 1, 'the number of resources grows with the servers');
const slow = rows
  .filter(({ time, bound }) => Number(time) > bound)
  .map(({ scale, time, bound }) => `${scale}: ${time} > ${bound}`);
assert.deepEqual(slow, [], 'the synthesis takes longer than its bound');
console.log('equal Terraform: PASS; resources do not grow with servers: PASS');
