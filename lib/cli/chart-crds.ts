import { parse } from 'yaml';
import type { KubernetesObject } from '../kubernetes/object';

/** A manifest is parsed only when this is its kind: those of a large chart take seconds. */
const KIND = /^kind: *["']?CustomResourceDefinition/m;

/**
 * Finds the CRDs in what Helm rendered.
 *
 * @param text YAML documents
 * @param groups API groups of the chart's own CRDs: a sub-chart's belong to another chart
 * @returns the CRDs by name
 */
export function crdsIn(text: string, groups: readonly string[]): readonly KubernetesObject[] {
  const crds = text
    .split(/^---/m)
    .filter((document) => KIND.test(document))
    .map((document) => parse(document) as KubernetesObject);
  const own = crds.filter((crd) => groups.includes(groupOf(crd)));
  return own.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

/**
 * The API group of the kind that a CRD defines.
 *
 * @param crd a CustomResourceDefinition
 */
export function groupOf(crd: KubernetesObject): string {
  return (crd['spec'] as { readonly group: string }).group;
}

/**
 * The values that bring the CRDs, from those that leave them out: each switch turned the other way.
 *
 * @param off values that leave them out
 */
export function oppositeOf(off: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(off).map(([key, value]) => [key, opposite(value)]));
}

function opposite(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'object' && value !== null ? oppositeOf(value as Record<string, unknown>) : value;
}
