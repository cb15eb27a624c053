import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOG } from '../../../lib/charts/catalog';
import type { ChartPin } from '../../../lib/charts/pin';
import type { ChartData, ChartDependency } from '../../../lib/charts/verify/chart-data';
import { dataFolder } from '../real/data';

/** Folders whose name is not the chart's. */
const FOLDERS: Readonly<Record<string, string>> = {
  'gateway-helm': 'envoy-gateway-helm',
  'gateway-crds-helm': 'envoy-gateway-crds-helm',
};

/** The folder of a chart below `charts/`. */
export function folderOf(name: string): string {
  return FOLDERS[name] ?? name;
}

/** The folder of one version of a chart, as `npm run chart-data` writes it. */
export function versionFolder({ name, version }: Pick<ChartPin, 'name' | 'version'>): string {
  return `${folderOf(name)}-${version}`;
}

/**
 * A chart with all sub-charts that can be found; `undefined` where the data does not hold it. Data with one version of
 * each chart only stands in for the other versions.
 */
export function loadChart(name: string, version?: string, root = dataFolder('charts')): ChartData | undefined {
  if (root === undefined) return undefined;
  const newest = (CATALOG as Readonly<Record<string, readonly ChartPin[]>>)[name]?.[0]?.version;
  const exact = join(root, versionFolder({ name, version: version ?? newest ?? '' }));
  return read(existsSync(exact) ? exact : join(root, folderOf(name)), [root]);
}

/** `describe` where the named charts can be read, else a skipped one, which the summary counts. */
export function describeCharts(title: string, charts: readonly string[], body: () => void): void {
  const complete = charts.every((chart) => loadChart(chart) !== undefined);
  (complete ? describe : describe.skip)(title, body);
}

/** What is used of a Chart.yaml. */
interface ChartYaml {
  readonly name: string;
  readonly dependencies?: readonly Omit<ChartDependency, 'data'>[];
}

/** Sub-charts lie in the chart's own `charts/`, as in an archive, or beside it, as in the shared data. */
function read(folder: string, places: readonly string[]): ChartData | undefined {
  const chart = readYaml(join(folder, 'Chart.yaml')) as ChartYaml | undefined;
  if (chart === undefined) return undefined;
  const below = [join(folder, 'charts'), ...places];
  const schema = join(folder, 'values.schema.json');
  return {
    name: chart.name,
    values: readYaml(join(folder, 'values.yaml')),
    ...(existsSync(schema) ? { schema: JSON.parse(readFileSync(schema, 'utf8')) as unknown } : {}),
    dependencies: (chart.dependencies ?? []).map(({ name, alias, condition }) => {
      const found = [alias, name]
        .filter((candidate) => candidate !== undefined)
        .flatMap((candidate) => below.map((place) => join(place, folderOf(candidate))))
        .find((candidate) => existsSync(join(candidate, 'Chart.yaml')));
      const data = found === undefined ? undefined : read(found, below);
      return {
        name,
        ...(alias === undefined ? {} : { alias }),
        ...(condition === undefined ? {} : { condition }),
        ...(data === undefined ? {} : { data }),
      };
    }),
  };
}

/** Envoy Gateway keeps a template as values.yaml: `${Gateway…}` stands where its release process writes an image. */
function readYaml(path: string): unknown {
  return existsSync(path) ? parse(readFileSync(path, 'utf8').replace(/\$\{Gateway\w+\}/g, '""')) : undefined;
}
