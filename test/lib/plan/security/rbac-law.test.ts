import fc from 'fast-check';
import type { KubernetesObject } from '../../../../lib/kubernetes/object';
import { securityOf } from '../../../../lib/plan/security';
import { account, binding, clusterRole, mirrored, role } from './objects';

interface Rule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

const some = (values: readonly string[], least = 1): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: least, maxLength: 2 });

const rule: fc.Arbitrary<Rule> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      verbs: some(['get', 'create', '*']),
      apiGroups: some(['', 'apps', '*']),
      resources: some(['pods', 'pods/log', 'secrets', '*/log', '*']),
      resourceNames: some(['a', 'b'], 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verbs: some(['get', 'create', '*']),
      nonResourceURLs: some(['/healthz', '/api*', '/api/v1', '/api/v1/*', '*']),
    }),
  },
);
const rules = fc.array(rule, { maxLength: 3 });

interface World {
  wide: Rule[];
  narrow: Rule[];
  bound: { role: string; in: string; to: string }[];
}

const world: fc.Arbitrary<World> = fc.record({
  wide: rules,
  narrow: rules,
  bound: fc.uniqueArray(
    fc.record({
      role: fc.constantFrom('ClusterRole wide', 'Role narrow'),
      in: fc.constantFrom('', 'x', 'y'),
      to: fc.constantFrom('x/one', 'y/two'),
    }),
    { maxLength: 3, selector: (bound) => JSON.stringify(bound) },
  ),
});

// A Role can only be bound where it is.
const bindingsOf = ({ bound }: World): World['bound'] =>
  bound.map((each) => (each.role.startsWith('Role') ? { ...each, in: 'x' } : each));

function objectsOf(given: World): KubernetesObject[] {
  const bindings = bindingsOf(given).map((each) => {
    const name = `${each.role} ${each.in} ${each.to}`.replace(/[ /]/g, '-').toLowerCase();
    return binding(each.in === '' ? name : `${each.in}/${name}`, each.role, [account(each.to)]);
  });
  return [clusterRole('wide', given.wide), role('x/narrow', given.narrow), ...bindings];
}

const pairs = (
  before: KubernetesObject[],
  after: KubernetesObject[],
): { before?: KubernetesObject; after?: KubernetesObject }[] => {
  const key = (each: KubernetesObject): string => JSON.stringify([each.kind, each.metadata]);
  const [was, will] = [before, after].map((list) => new Map(list.map((each) => [key(each), each])));
  return [...new Set([...was!.keys(), ...will!.keys()])].map((each) => ({
    before: was!.get(each),
    after: will!.get(each),
  }));
};

type Request =
  | { verb: string; group: string; resource: string; sub: string; name: string; ns: string }
  | { verb: string; path: string };

const REQUESTS: Request[] = [];
for (const verb of ['get', 'create', 'zzz']) {
  for (const path of ['/healthz', '/healthzz', '/api', '/apis', '/api/v1', '/api/v1/', '/api/v1/x', '/zzz'])
    REQUESTS.push({ verb, path });
  for (const group of ['', 'apps', 'zzz'])
    for (const resource of ['pods', 'secrets', 'zzz'])
      for (const sub of ['', 'log', 'zzz'])
        for (const name of ['', 'a', 'b', 'zzz'])
          for (const ns of ['', 'x', 'y', 'zzz']) REQUESTS.push({ verb, group, resource, sub, name, ns });
}

/** The authorizer of Kubernetes, request by request. */
function allows(one: Rule, request: Request): boolean {
  if (!one.verbs.includes('*') && !one.verbs.includes(request.verb)) return false;
  if ('path' in request)
    return (one.nonResourceURLs ?? []).some(
      (url) => url === request.path || (url.endsWith('*') && request.path.startsWith(url.slice(0, -1))),
    );
  const combined = request.sub === '' ? request.resource : `${request.resource}/${request.sub}`;
  const groups = one.apiGroups ?? [];
  const names = one.resourceNames ?? [];
  return (
    (groups.includes('*') || groups.includes(request.group)) &&
    (one.resources ?? []).some(
      (each) => each === '*' || each === combined || (request.sub !== '' && each === `*/${request.sub}`),
    ) &&
    (names.length === 0 || names.includes(request.name))
  );
}

function allowed(given: World, to: string, request: Request): boolean {
  return bindingsOf(given).some((each) => {
    if (each.to !== to) return false;
    if (each.in !== '' && ('path' in request || request.ns !== each.in)) return false;
    return (each.role === 'ClusterRole wide' ? given.wide : given.narrow).some((one) => allows(one, request));
  });
}

describe('permissions of accounts', () => {
  it('are broadened if and only if a request is newly allowed, and narrowed if and only if one no longer is', () => {
    fc.assert(
      fc.property(world, world, (before, after) => {
        const changes = securityOf(pairs(objectsOf(before), objectsOf(after)));
        for (const to of ['x/one', 'y/two']) {
          const was = REQUESTS.map((request) => allowed(before, to, request));
          const will = REQUESTS.map((request) => allowed(after, to, request));
          const said = changes
            .filter(({ subject }) => subject === `ServiceAccount ${to}`)
            .map(({ direction }) => direction);
          const expected = [
            ...(will.some((yes, index) => yes && !was[index]) ? ['broadened'] : []),
            ...(was.some((yes, index) => yes && !will[index]) ? ['narrowed'] : []),
          ];
          expect(said).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order of rules, objects and values', () => {
    const reversed = (given: World): World => {
      const turned = (list: Rule[]): Rule[] =>
        [...list]
          .reverse()
          .map(
            (one) =>
              Object.fromEntries(
                Object.entries(one).map(([key, values]) => [key, [...(values as string[])].reverse()]),
              ) as unknown as Rule,
          );
      return { wide: turned(given.wide), narrow: turned(given.narrow), bound: [...given.bound].reverse() };
    };
    fc.assert(
      fc.property(world, world, (before, after) => {
        const changes = securityOf(pairs(objectsOf(before), objectsOf(after)));
        const again = securityOf(pairs(objectsOf(reversed(before)), objectsOf(reversed(after))).reverse());
        expect(again).toEqual(changes);
        expect(securityOf(pairs(objectsOf(before), objectsOf(reversed(before))))).toEqual([]);
      }),
    );
  });

  it('swap directions when before and after are swapped', () => {
    fc.assert(
      fc.property(world, world, (before, after) => {
        const there = securityOf(pairs(objectsOf(before), objectsOf(after)));
        const back = securityOf(pairs(objectsOf(after), objectsOf(before)));
        expect(mirrored(back, true)).toEqual(mirrored(there, false));
      }),
    );
  });
});
