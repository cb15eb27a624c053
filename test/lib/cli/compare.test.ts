import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { comparisonOf } from '../../../lib/cli/compare';
import type { Json, JsonObject } from '../../../lib/plan/json';
import type { StageComparison } from '../../../lib/plan/compare/compare-stages';
import { writeAssembly, type WrittenStack } from '../../support/assemblies';
import { object } from '../../support/plans';
import { reviewCommand, type Reviewed } from '../../support/review-command';
import { schemaOffences } from '../../support/schemas';

describe('datahall compare', () => {
  const { folder, run } = reviewCommand('compare');

  async function compare(...args: readonly string[]): Promise<Reviewed> {
    const { status, text } = await run('--out', folder(), ...args);
    // Whatever is written for programs has the published form.
    if (args.includes('json') && status !== 1) expect(schemaOffences('comparison', JSON.parse(text))).toEqual([]);
    return { status, text };
  }

  const stage = (name: string, rest: JsonObject = {}): JsonObject => ({
    name,
    site: 'oslo1',
    release: '2026.11.0',
    charts: '2026.11',
    running: { serving: [{ release: '2026.11.0', weight: 100 }] },
    knobs: {},
    pins: { charts: { kueue: '0.19.2' }, models: {} },
    servers: { h100: ['a', 'b'] },
    contexts: [{ name }],
    ...rest,
  });

  const carrier = (...objects: readonly Json[]): JsonObject => ({ name: 'f', values: [JSON.stringify({ objects })] });

  /** Two stages; `dev` and `prod` have a stack of the same layer each, and may have others. */
  function assembly(
    [a, b]: readonly [JsonObject, JsonObject],
    stacks: readonly [Readonly<Record<string, JsonObject>>, Readonly<Record<string, JsonObject>>],
    others: Readonly<Record<string, WrittenStack>> = {},
  ): void {
    const [dev, prod] = stacks.map((resources) => ({ resources, paths: PATHS }));
    const written = {
      'oslo1-dev-cluster': { stage: 'dev', ...dev! },
      'oslo1-prod-cluster': { stage: 'prod', ...prod! },
    };
    writeAssembly(folder(), { ...written, ...others }, { stages: [a, b] });
  }

  const PATHS = { 'helm_release.f': 'cluster/flavors/Resource', 'a.b': 'cluster/thing' };

  it('says that stages are the same, whatever their clusters are called', async () => {
    assembly(
      [stage('dev'), stage('prod', { servers: { h100: ['c', 'd'] } })],
      [{ 'a.b': { x: 1 } }, { 'a.b': { x: 1 } }],
    );
    expect(await compare('dev', 'prod')).toEqual({ status: 0, text: 'dev and prod are the same\n' });
  });

  it('shows first what they are told: release, knobs, pins, share; a knob of one stage only too', async () => {
    const prod = stage('prod', {
      release: '2026.10.0',
      running: {
        serving: [
          { release: '2026.10.0', weight: 90 },
          { release: '2026.11.0', weight: 10 },
        ],
      },
      knobs: { replicas: 3 },
      pins: { charts: { kueue: '0.18.6' }, models: { llama: 'l 1' } },
      servers: { h100: ['c'], b200: ['d'] },
    });
    assembly([stage('dev'), prod], [{}, {}]);
    const { status, text } = await compare('dev', 'prod', '--format', 'json');
    const { same, settings } = JSON.parse(text) as StageComparison;
    expect([status, same]).toEqual([2, false]);
    expect(settings).toEqual([
      { name: 'release', a: '2026.11.0', b: '2026.10.0' },
      { name: 'serving', a: ['2026.11.0 100 %'], b: ['2026.10.0 90 %', '2026.11.0 10 %'] },
      { name: 'knobs.replicas', a: null, b: 3 },
      { name: 'pins.charts.kueue', a: '0.19.2', b: '0.18.6' },
      { name: 'pins.models.llama', a: null, b: 'l 1' },
      { name: 'servers.b200', a: null, b: 1 },
      { name: 'servers.h100', a: 2, b: 1 },
    ]);
    expect((await compare('dev', 'prod')).text).toMatch(/^SETTING +dev +prod$/m);
  });

  it('shows by construct what is in one only, and what differs', async () => {
    assembly(
      [stage('dev'), stage('prod')],
      [
        { 'helm_release.f': carrier(object('A', 'one'), object('A', 'both', { spec: 1 })), 'a.b': { x: 1 } },
        { 'helm_release.f': carrier(object('A', 'both', { spec: 2 }), object('A', 'two')), 'a.b': { x: 2 }, 'a.c': {} },
      ],
    );
    const { text } = await compare('dev', 'prod');
    expect(text).toBe(
      [
        'dev and prod differ: 0 settings, 3 constructs',
        '',
        'at/c\n  a.c: only in prod',
        '',
        'cluster/flavors\n  A both: dev | prod\n    spec: 1 | 2\n  A one: only in dev\n  A two: only in prod',
        '',
        'cluster/thing\n  a.b: dev | prod\n    x: 1 | 2\n',
      ].join('\n'),
    );
  });

  it('takes a replacement for a difference, and moves for none', async () => {
    const moved = { moved: [{ from: 'a.old', to: 'a.b' }] };
    const stacks = {
      'oslo1-dev-network': { stage: 'dev', resources: { 'helm_release.f': { name: 'a' }, 'a.old': {} } },
      'oslo1-prod-network': { stage: 'prod', resources: { 'helm_release.f': { name: 'b' }, 'a.b': {} }, blocks: moved },
    };
    assembly([stage('dev'), stage('prod')], [{}, {}], stacks);
    const { constructs } = JSON.parse((await compare('dev', 'prod', '--format', 'json')).text) as StageComparison;
    expect(constructs.flatMap(({ parts }) => parts.map(({ address, is }) => [address, is]))).toEqual([
      ['a.b', 'only-b'],
      ['helm_release.f', 'differs'],
      ['a.old', 'only-a'],
    ]);
  });

  it('pairs what serves by release, and the rest in its order', async () => {
    const serving = (of: string, replicas: number): WrittenStack => ({
      stage: of,
      resources: { 'a.b': { replicas } },
      paths: PATHS,
    });
    const running = {
      running: {
        serving: [
          { release: '2026.10.0', weight: 50 },
          { release: '2026.11.0', weight: 50 },
        ],
      },
    };
    assembly([stage('dev', running), stage('prod', { ...running, release: '2026.10.0' })], [{}, {}], {
      'oslo1-dev-serving-2026-10-0': serving('dev', 1),
      'oslo1-dev-serving-2026-11-0': serving('dev', 2),
      'oslo1-prod-serving-2026-10-0': serving('prod', 1),
      'oslo1-prod-serving-2026-11-0': serving('prod', 2),
    });
    const same = JSON.parse((await compare('dev', 'prod', '--format', 'json')).text) as StageComparison;
    expect(same.constructs).toEqual([]);
    const one = { release: '2026.10.0', running: { serving: [{ release: '2026.10.0', weight: 100 }] } };
    rmSync(join(folder(), 'stacks'), { recursive: true });
    assembly([stage('dev'), stage('prod', one)], [{}, {}], {
      'oslo1-dev-serving-2026-11-0': serving('dev', 2),
      'oslo1-prod-serving-2026-10-0': serving('prod', 3),
    });
    const other = JSON.parse((await compare('dev', 'prod', '--format', 'json')).text) as StageComparison;
    expect(other.constructs).toEqual([
      {
        path: 'cluster/thing',
        parts: [{ layer: 'serving', address: 'a.b', is: 'differs', values: [{ path: 'replicas', a: '2', b: '3' }] }],
      },
    ]);
  });

  it('takes stacks together that group layers in another way, which is a setting', async () => {
    const stack = (of: string, ...parts: readonly (readonly [string, string])[]): WrittenStack => ({
      stage: of,
      resources: Object.fromEntries(parts.map(([layer]) => [`a.${layer}`, { x: 1 }])),
      paths: Object.fromEntries(parts.map(([layer, path]) => [`a.${layer}`, path])),
    });
    const [cluster, storage, data] = ['cluster', 'storage', 'data'].map((layer) => [layer, `${layer}/thing`] as const);
    const shared = ['shared', 'Datahall/Shared'] as const;
    const files = writeAssembly(
      folder(),
      {
        'oslo1-dev-cluster': stack('dev', cluster!, shared),
        'oslo1-dev-storage': stack('dev', storage!, shared),
        'oslo1-dev-data': stack('dev', data!),
        'oslo1-prod-base': stack('prod', cluster!, storage!, shared),
        'oslo1-prod-data': stack('prod', data!),
      },
      { stages: [stage('dev'), stage('prod')] },
    );
    const { settings, constructs } = comparisonOf(files, 'dev', 'prod');
    expect(constructs).toEqual([]);
    const [apart, together] = [['oslo1-dev-cluster', 'oslo1-dev-storage'], ['oslo1-prod-base']];
    expect(settings).toEqual([{ name: 'stacks.base', a: apart, b: together }]);
    expect(comparisonOf(files, 'prod', 'dev').settings).toEqual([{ name: 'stacks.base', a: together, b: apart }]);
    expect((await compare('dev', 'prod', '--format', 'json')).status).toBe(2);
  });

  it('fails with 1 for a stage that is not there: DH6030', async () => {
    assembly([stage('dev'), stage('prod')], [{}, {}]);
    expect(await compare('dev', 'live')).toEqual({
      status: 1,
      text: expect.stringMatching(/DH6030.*\n.*'live'\n.*'dev', 'prod'/),
    });
    expect((await compare('dev')).status).toBe(1);
  });

  it('gives no order to a terminal', async () => {
    assembly(
      [stage('dev', { knobs: { a: '\u001b[31m' } }), stage('prod')],
      [{ 'a.b': { '\u001b[2J': 1 } }, { 'a.b': {} }],
    );

    expect((await compare('dev', 'prod')).text).not.toMatch(/\u001b/);
  });
});
