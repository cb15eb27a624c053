import { randomBytes } from 'node:crypto';
import { CustomResources, type CustomResourcesProps, type KubernetesObject, type Stage } from 'datahall';
import fc from 'fast-check';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

function flavor(name: string, spec: object = {}): KubernetesObject {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name }, spec };
}

function make(stage: Stage, release = 'flavors', props: Partial<CustomResourcesProps> = {}): CustomResources {
  const namespace = stage.foundation.namespace('apps');
  return new CustomResources(stage.cluster, 'flavors', { release, namespace, ...props });
}

/** What of a Terraform resource is looked at here. */
interface Planned {
  readonly name: string;
  readonly values: readonly [string];
  readonly depends_on?: readonly string[];
  readonly take_ownership?: boolean;
}

/** The Helm releases of flavors with these names, by address. */
function releasesOf(names: readonly string[], props: Partial<CustomResourcesProps>): Record<string, Planned> {
  const flavors = names.map((name) => flavor(name));
  const out = synth(oneStage((stage) => void make(stage, 'flavors', props).contribute(() => flavors)));
  return out.stack('lab-dev-cluster').resource['helm_release'] as never;
}

/** Names of the objects in each release, by address. */
function contents(releases: Record<string, Planned>): Record<string, readonly string[]> {
  const read = ({ values }: Planned): readonly string[] =>
    (JSON.parse(values[0]) as { objects: KubernetesObject[] }).objects.map(({ metadata }) => metadata.name);
  return Object.fromEntries(Object.entries(releases).map(([address, release]) => [address, read(release)]));
}

describe('CustomResources', () => {
  it('carries objects in one release, sorted by name', () => {
    const out = synth(oneStage((stage) => void make(stage).add(flavor('b'), flavor('a'))));
    expect(out.of('ResourceFlavor').map((each) => each.metadata.name)).toEqual(['a', 'b']);
    expect(Object.keys(out.stack('lab-dev-cluster').resource['helm_release'] ?? {})).toHaveLength(1);
  });

  it('asks for contributions when everything is there, as often as it is read', () => {
    const names: string[] = ['a'];
    const out = synth(
      oneStage((stage) => {
        make(stage).contribute(() => names.map((name) => flavor(name)));
        names.push('b');
      }),
    );
    expect(out.of('ResourceFlavor')).toEqual(out.of('ResourceFlavor'));
    expect(out.of('ResourceFlavor')).toHaveLength(2);
  });

  it('takes one object from several contributions, but not two of one name: DH1105', () => {
    const out = (spec: object) =>
      synth(
        oneStage((stage) => {
          const both = make(stage).add(flavor('a', { nodeLabels: {} }));
          both.contribute(() => [flavor('b'), flavor('b')]).contribute(() => [flavor('a', spec)]);
        }),
      );
    expect(out({ nodeLabels: {} }).codes).not.toContain('DH1105');
    expect(out({ nodeLabels: { a: 'b' } }).findings).toContainEqual(
      expect.objectContaining({ code: 'DH1105', path: 'cluster/flavors', got: "'a'" }),
    );
  });

  it('writes no Secret with data, whoever adds it: DH1115', () => {
    const secret = (rest: object): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'apps' },
      ...rest,
    });
    const codes = (rest: object, late: boolean): readonly string[] =>
      synth(
        oneStage((stage) => {
          const objects = make(stage);
          if (late) objects.contribute(() => [secret(rest)]);
          else objects.add(secret(rest));
        }),
      ).codes;
    for (const late of [false, true]) {
      expect(codes({ stringData: { password: 'x' } }, late)).toContain('DH1115');
      expect(codes({ data: { password: 'eA==' } }, late)).toContain('DH1115');
      expect(codes({ data: {}, type: 'Opaque' }, late)).not.toContain('DH1115');
    }
  });

  it('spreads objects over releases: the first keeps its address, each waits for the one that its objects came from', () => {
    const [one, four] = [1, 4].map((releases) => releasesOf(['a', 'b', 'c', 'd', 'e', 'f'], { releases }));
    const addresses = Object.keys(four!);
    expect(Object.keys(one!)).toEqual(addresses.slice(0, 1));
    expect(Object.values(four!).map(({ name }) => name)).toEqual(['flavors', 'flavors-2', 'flavors-3', 'flavors-4']);
    const siblings = Object.values(four!).map(({ depends_on: needed = [] }) =>
      addresses.flatMap((address, at) => (needed.includes(`helm_release.${address}`) ? [at + 1] : [])),
    );
    expect(siblings).toEqual([[], [1], [1], [2]]);
    expect(Object.values(contents(four!)).flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('lets objects come and go without moving others', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(names, names, fc.constantFrom(1, 2, 8), (first, second, releases) => {
        const [before, after] = [first, second].map((all) => contents(releasesOf(all, { releases })));
        const stay = (all: readonly string[]): readonly string[] =>
          all.filter((each) => first.includes(each) && second.includes(each));
        for (const [address, all] of Object.entries(before!)) expect(stay(after![address]!)).toEqual(stay(all));
      }),
      { numRuns: 5 },
    );
  });

  it('lets the other releases take over what the first one keeps, where objects hold data', () => {
    const owners = (stateful: boolean): readonly unknown[] =>
      Object.values(releasesOf(['a'], { releases: 2, stateful })).map((each) => each.take_ownership ?? false);
    expect(owners(true)).toEqual([false, true]);
    expect(owners(false)).toEqual([false, false]);
  });

  it('says how many releases would do: DH2008', () => {
    const noise = Array.from({ length: 40 }, (_, at) =>
      flavor(`f${at}`, { noise: randomBytes(10_000).toString('hex') }),
    );
    const found = (releases: number): readonly (readonly string[])[] =>
      synth(
        oneStage(
          (stage) =>
            void make(stage, 'flavors', { releases }).add(
              ...noise,
              ...noise.map((each) => ({ ...each, kind: 'Topology' })),
            ),
        ),
      )
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ code, fix }) => [code, fix]);
    expect(found(1)).toEqual([['DH2008', expect.stringContaining('set releases: 2, ')]]);
    expect(found(2)).toEqual([]);
  });

  it.each<[string, (stage: Stage) => unknown]>([
    ['DH1105', (stage) => make(stage).add(flavor('a'), flavor('a'))],
    ['DH1101', (stage) => make(stage, 'Flavors')],
    ['DH1101', (stage) => make(stage, 'f'.repeat(52), { releases: 2 })],
    ['DH2015', (stage) => make(stage, 'flavors', { releases: 3 })],
    ['DH2015', (stage) => make(stage, 'flavors', { releases: 0 })],
    ['DH2015', (stage) => make(stage, 'flavors', { releases: 128 })],
    ['DH2007', (stage) => make(stage).add(flavor('a', { n: 2 ** 60 }))],
    ['DH2008', (stage) => make(stage).add(flavor('a', { noise: randomBytes(800_000).toString('hex') }))],
  ])('reports %s', (code, build) => {
    expect(synth(oneStage((stage) => void build(stage))).codes).toContain(code);
  });
});
