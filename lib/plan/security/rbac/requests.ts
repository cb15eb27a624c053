import { box, type Box } from '../kernel/boxes';
import { ANY, setOf, type ValueSet } from '../kernel/value-set';
import type { Rule } from './roles';
import type { Urls } from './urls';

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
