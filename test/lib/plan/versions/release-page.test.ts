import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CATALOG, type ChartName } from '../../../../lib/charts/catalog';
import { releasePage } from '../../../../lib/plan/versions/release-page';
import { dataFolder } from '../../../support/real/data';

const folder = dataFolder('charts');

/** Names under which the data have charts. */
const ELSEWHERE: Partial<Record<ChartName, string>> = { 'gateway-helm': 'envoy-gateway-helm' };

test('each chart that is installed has a page for each of its versions', () => {
  for (const pins of Object.values(CATALOG))
    for (const { name, version } of pins)
      expect(releasePage('chart', name, version)?.releasePage).toMatch(
        new RegExp(`^https://github\\.com/[\\w-]+/[\\w-]+/releases/tag/[\\w-]*${version.replaceAll('.', '\\.')}$`),
      );
});

(folder === undefined ? test.skip : test)('it is that of the tag from which the chart was taken', () => {
  const lines = readFileSync(join(dirname(folder ?? ''), 'SOURCES.tsv'), 'utf8').split('\n');
  const tags = new Map(
    lines
      .map((line) => line.split('\t'))
      .filter(([kind]) => kind === 'chart')
      .map(([, name, tag, repository]) => [name, `https://github.com/${repository}/releases/tag/${tag}`]),
  );
  const known = Object.values(CATALOG).flatMap(([latest]) => {
    const page = tags.get(ELSEWHERE[latest!.name as ChartName] ?? latest!.name);
    return page === undefined ? [] : [[page, releasePage('chart', latest!.name, latest!.version)?.releasePage]];
  });
  expect(known.length).toBeGreaterThan(8);
  for (const [page, made] of known) expect(made).toBe(page);
});

test.each([
  ['chart', 'somebody-else', '1.0.0', undefined],
  ['chart', 'kueue', '>= 0.19', undefined],
  ['chart', 'kueue', '0.19.2) [x](https://example.com', undefined],
  ['chart', 'constructor', '1.0.0', undefined],
  [
    'provider',
    'helm',
    '3.1.1',
    { releasePage: 'https://github.com/hashicorp/terraform-provider-helm/releases/tag/v3.1.1' },
  ],
  ['provider', 'aws', '6.0.0', undefined],
] as const)('of the %s %s in %s', (kind, name, version, page) => {
  expect(releasePage(kind, name, version)).toEqual(page);
});
