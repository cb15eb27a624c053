import { box, type Box } from '../kernel/boxes';
import { Regions } from '../kernel/regions';
import { ANY, setOf, type ValueSet } from '../kernel/value-set';
import type { Rule } from './roles';

/** Paths that are no resources, as sets; all patterns that are compared must be known. */
export class Urls {
  private readonly regions: Regions;

  /** @param patterns those of all rules */
  public constructor(patterns: Iterable<string>) {
    this.regions = new Regions([...patterns].map(shortest), {
      contains: (outer, inner) => (outer.endsWith('*') ? inner.startsWith(outer.slice(0, -1)) : outer === inner),
      // There is always a longer path.
      filled: () => false,
    });
  }

  /** The paths of a pattern. */
  public setOf(pattern: string): ValueSet {
    return this.regions.setOf(shortest(pattern));
  }

  /** A set in words. */
  public words(paths: ValueSet): string {
    return this.regions.words(paths);
  }
}

/** Several stars at the end are one. */
function shortest(pattern: string): string {
  return pattern.replace(/\*+$/, '*');
}

/**
 * The requests that a rule allows, as the RBAC authorizer decides: verb, group, resource with subresource, and name;
 * or verb and path. The scope is added by who binds the role.
 *
 * @param rule a rule
 * @param urls knows the paths of all rules
 */
export function requestsOf(rule: Rule, urls: Urls): readonly Box[] {
  const verb = starred(rule.verbs);
  const names = rule.names.length === 0 ? ANY : setOf(rule.names);
  const resources = rule.resources.map((resource) =>
    box([
      ['kind', setOf(['resource'])],
      ['verb', verb],
      ['group', starred(rule.groups)],
      ['name', names],
      ...resourceSides(resource),
    ]),
  );
  const paths = rule.urls.map((url) =>
    box([
      ['kind', setOf(['url'])],
      ['verb', verb],
      ['path', urls.setOf(url)],
    ]),
  );
  return [...resources, ...paths];
}

/** `*` is each resource with each subresource; `pods` is not `pods/log`; only the part before `/` may be `*`. */
function resourceSides(resource: string): [string, ValueSet][] {
  if (resource === '*') return [];
  const slash = resource.indexOf('/');
  const [parent, sub] = slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash + 1)];
  return [
    ['resource', parent === '*' ? ANY : setOf([parent])],
    ['subresource', setOf([sub])],
  ];
}

function starred(values: readonly string[]): ValueSet {
  return values.includes('*') ? ANY : setOf(values);
}
