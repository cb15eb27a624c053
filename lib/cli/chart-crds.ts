import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../kubernetes/object';

/**
 * Finds the CRDs in what Helm printed.
 *
 * @param text YAML documents
 * @param groups API groups of the chart's own CRDs: a sub-chart's belong to another chart
 * @returns the CRDs by name
 */
export function crdsIn(text: string, groups: readonly string[]): readonly KubernetesObject[] {
  const found = parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS() as unknown;
  });
  const crds = found.filter(isCrd).filter((crd) => groups.includes(groupOf(crd)));
  return crds.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
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

function isCrd(document: unknown): document is KubernetesObject {
  return typeof document === 'object' && document !== null && 'kind' in document && document.kind === KIND;
}

const KIND = 'CustomResourceDefinition';
