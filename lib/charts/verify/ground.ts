import type { ChartData, ChartDependency } from './chart-data';
import { additional, closed, declared, elements, isMapping, type Mapping, names, type SchemaPlace } from './schema';

/**
 * Everything that is known about one place in the values of a chart: several sources, because parents set values of
 * sub-charts.
 */
export interface Ground {
  /** What the values.yaml files have here: that of the chart, of its parents, and of the sub-chart that begins here. */
  readonly references: readonly unknown[];
  /** What the schemas say about this place. */
  readonly schemas: readonly SchemaPlace[];
  /** The charts whose values begin here. */
  readonly charts: readonly ChartData[];
  /** Name of the sub-chart without data that this place belongs to. */
  readonly unknown?: string;
}

/** Kubernetes defines these as maps with free keys, whatever entries a chart puts in. */
const FREE_MAPS = /^(nodeSelector|limits|requests|labels|annotations|matchLabels|\w+Labels|\w+Annotations)$/;

/**
 * The root of a chart's values.
 *
 * @param chart its files
 */
export function rootGround(chart: ChartData): Ground {
  const conditions = chart.dependencies.flatMap(({ condition }) => condition?.split(',') ?? []);
  return {
    references: [chart.values, ...conditions.map((condition) => nested(condition.trim().split('.')))],
    schemas: chart.schema === undefined ? [] : [{ root: chart.schema, node: chart.schema }],
    charts: [chart],
  };
}

/**
 * The root of a document that is compared with another one.
 *
 * @param reference the parsed reference document
 */
export function documentGround(reference: unknown): Ground {
  return { references: [reference], schemas: [], charts: [] };
}

/**
 * What is known one key further down; `undefined` where no source names this key.
 *
 * @param ground where to start
 * @param key key of the mapping
 */
export function child(ground: Ground, key: string): Ground | undefined {
  const references = mappings(ground)
    .filter((reference) => Object.hasOwn(reference, key))
    .map((reference) => reference[key]);
  const schemas = ground.schemas.flatMap((place) => declared(place, key));
  if (key === 'global') {
    const shared = ground.charts.flatMap((chart) => globals(chart));
    references.push(
      ...shared
        .map((chart) => chart.values)
        .filter(isMapping)
        .map((values) => values['global']),
    );
    schemas.push(...shared.flatMap(({ schema }) => declared({ root: schema, node: schema }, 'global')));
  }
  const subCharts = ground.charts
    .flatMap((chart) => chart.dependencies)
    .filter((dependency) => addressOf(dependency) === key);
  if (references.length === 0 && schemas.length === 0 && subCharts.length === 0) return undefined;
  const roots = subCharts.flatMap(({ data }) => (data === undefined ? [] : [rootGround(data)]));
  const unknown = subCharts.find(({ data }) => data === undefined)?.name ?? ground.unknown;
  return {
    references: [...references, ...roots.flatMap((root) => root.references)],
    schemas: [...schemas, ...roots.flatMap((root) => root.schemas)],
    charts: roots.flatMap((root) => root.charts),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

/**
 * What is known of the elements of a list.
 *
 * @param ground the list
 */
export function element(ground: Ground): Ground {
  return { references: [], schemas: ground.schemas.flatMap(elements), charts: [] };
}

/**
 * Why keys that no source names may stand here; `undefined` where they may not.
 *
 * @param ground the mapping
 * @param key the last step of the path to it
 */
export function openness(ground: Ground, key: string | undefined): string | undefined {
  if (ground.unknown !== undefined) return `sub-chart '${ground.unknown}' has no data`;
  if (ground.charts.length > 0 || ground.schemas.some(closed)) return undefined;
  if (ground.schemas.some((place) => additional(place).length > 0)) return 'the schema allows other keys';
  if (ground.references.some((reference) => reference === null)) return 'the chart has null here';
  if (ground.references.some((reference) => isEmpty(reference))) return 'the chart has an empty map here';
  if (ground.references.some(Array.isArray)) return 'the chart has a list here';
  if (key !== undefined && FREE_MAPS.test(key) && mappings(ground).length > 0) {
    return `'${key}' is a Kubernetes map with free keys`;
  }
  const silent = ground.references.length === 0 && ground.schemas.every((place) => names(place).length === 0);
  return silent ? 'the schema names no keys here' : undefined;
}

/**
 * The keys that the sources name here.
 *
 * @param ground the mapping
 */
export function keys(ground: Ground): readonly string[] {
  const dependencies = ground.charts.flatMap((chart) => chart.dependencies.map(addressOf));
  return [...new Set([...mappings(ground).flatMap(Object.keys), ...ground.schemas.flatMap(names), ...dependencies])];
}

/** The mappings among the references of a ground: where values.yaml names keys. */
export function mappings(ground: Ground): readonly Mapping[] {
  return ground.references.filter(isMapping);
}

function addressOf(dependency: ChartDependency): string {
  return dependency.alias ?? dependency.name;
}

function globals(chart: ChartData): readonly ChartData[] {
  return chart.dependencies.flatMap(({ data }) => (data === undefined ? [] : [data, ...globals(data)]));
}

function nested(path: readonly string[]): unknown {
  return path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), true);
}

function isEmpty(reference: unknown): boolean {
  return isMapping(reference) && Object.keys(reference).length === 0;
}
