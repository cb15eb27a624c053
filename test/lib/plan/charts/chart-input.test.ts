import { chartSides, type ChartSide } from '../../../../lib/plan/charts/chart-input';
import type { JsonObject } from '../../../../lib/plan/json';
import { readPlan, type PlannedChange } from '../../../../lib/plan/read-plan';
import { bytes, change, plan, type ChangeParts } from '../../../support/plans';

const RELEASE = { name: 'web', namespace: 'apps', chart: 'web', version: '1.2.3', values: ['a: 1'] };

function planned(parts: ChangeParts): PlannedChange {
  const entry = change({ address: 'helm_release.web', before: RELEASE, after: RELEASE, ...parts });
  return readPlan('p', bytes(plan([entry]))).changes[0]!;
}

const after = (side: JsonObject, rest: JsonObject = {}): ChartSide =>
  chartSides(planned({ after: { ...RELEASE, ...side }, ...rest })).after;

describe('what Helm needs to render a release', () => {
  test('are its chart, name, namespace and values', () => {
    expect(after({})).toEqual({
      input: {
        archive: 'web-1.2.3.tgz',
        release: 'web',
        namespace: 'apps',
        values: ['a: 1'],
        settings: [],
        crds: true,
        upgrade: true,
      },
    });
    expect(after({ skip_crds: true })).toMatchObject({ input: { crds: false } });
  });

  test.each<[string, JsonObject, string]>([
    ['a repository', { chart: 'oci://registry.example.com/charts/web' }, 'web-1.2.3.tgz'],
    ['an archive', { chart: '../../charts/web-9.tgz', version: null }, 'web-9.tgz'],
    ['a version with a letter', { version: 'v1.0.0' }, 'web-v1.0.0.tgz'],
  ])('is an archive for %s', (_, side, archive) => {
    expect(after(side)).toMatchObject({ input: { archive } });
  });

  test('are its settings in the order in which they win', () => {
    const settings = {
      set: [
        { name: 'a', value: '1', type: '' },
        { name: 'b', value: 'true', type: 'string' },
      ],
      set_list: [{ name: 'c', value: ['x', 'y,z'] }],
      set_sensitive: [{ name: 'd', value: 'hidden' }],
    };
    expect(after(settings)).toMatchObject({
      input: {
        settings: [
          { kind: 'auto', name: 'a', value: '1' },
          { kind: 'string', name: 'b', value: 'true' },
          { kind: 'auto', name: 'c', value: '{x,y\\,z}' },
          { kind: 'text', name: 'd', value: 'hidden' },
        ],
      },
    });
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ['values', {}, { after_unknown: { values: true } }, 'only the apply tells its values'],
    ['a namespace', {}, { after_unknown: { namespace: true } }, 'only the apply tells its namespace'],
    [
      'a secret value',
      {},
      { after_unknown: { set_sensitive: [{ value: true }] } },
      'only the apply tells its set_sensitive',
    ],
    ['no version', { version: null }, {}, 'the plan names no chart and version that could be an archive'],
    [
      'a path as a version',
      { version: '../../etc/passwd' },
      {},
      'the plan names no chart and version that could be an archive',
    ],
    [
      'an option as a chart',
      { chart: '--post-renderer' },
      {},
      'the plan names no chart and version that could be an archive',
    ],
    [
      'a post-renderer',
      { postrender: [{ binary_path: '/bin/sh' }] },
      {},
      'another program changes what the chart renders',
    ],
    [
      'a post-renderer of provider 3',
      { postrender: { binary_path: '/bin/sh' } },
      {},
      'another program changes what the chart renders',
    ],
    ['values that no plan holds', { set_wo_revision: 1 }, {}, 'it has values that no plan holds'],
  ])('cannot be had of %s', (_, side, rest, reason) => {
    expect(after(side, rest)).toEqual({ reason });
  });

  test('are none of a folder, whose objects stand in the values, nor where nothing is done', () => {
    expect(after({ chart: './assets/Datahall_ObjectsChart_1/2' })).toBeUndefined();
    expect(chartSides(planned({ actions: ['no-op'] }))).toEqual({ before: undefined, after: undefined });
    expect(chartSides(planned({ actions: ['create'], before: null })).before).toBeUndefined();
    expect(chartSides(planned({ actions: ['delete'], after: null })).after).toBeUndefined();
  });
});
