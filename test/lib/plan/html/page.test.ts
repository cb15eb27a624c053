import { toHtml } from '../../../../lib/plan/html/page';
import { smallSite } from '../../../support/small-site';
import { change, object, release, reportOfChanges } from '../../../support/plans';
import { configuration, configures, siteReview } from '../../../support/site-changes';
import { historyOf, type AssemblyStack } from '../../../../lib/plan/assembly';
import { buildReport } from '../../../../lib/plan/build-report';
import { readPlan } from '../../../../lib/plan/read-plan';
import { bytes, plan } from '../../../support/plans';
import type { Json, JsonObject } from '../../../../lib/plan/json';
import type { Report } from '../../../../lib/plan/report';

const LEAF = 'lab-main-leaf-001';
const site = smallSite().toFact();
const facts = [configures('lab', [LEAF])];

describe('the page of a report', () => {
  test('tells each lit part in words, with a link to the row of its change', () => {
    const review = siteReview({ site, facts }, { site, facts }, [configuration(LEAF, 'a', 'b')]);
    const html = toHtml(review.report, review.pictures());
    const [, part] = /<a class="lit configured" href="#([^"]+)"/.exec(html)!;
    const row = new RegExp(`id="${part!}".*`).exec(html)![0];
    expect(row).toContain('gets another configuration');
    const [, target] = /<a href="#(change-\d+)">/.exec(row)!;
    expect(new RegExp(`<details[^>]* id="${target!}"`).exec(html)).not.toBeNull();
    expect(toHtml(review.report, review.pictures())).toBe(html);
  });

  test('tells devices in words where there is no picture', () => {
    const { report } = siteReview({ site, facts }, { site, facts }, [configuration(LEAF, 'a', 'b')]);
    const html = toHtml(report);
    expect(html).not.toContain('<svg');
    expect(html).toContain('In no picture');
    expect(html).toContain(`<code>${LEAF}</code>: gets another configuration`);
  });

  test('says nothing of devices where none is touched', () => {
    expect(toHtml(reportOfChanges([change({ after: { x: 1 } })]))).not.toContain('topology');
  });

  test('lists forty names of a part, and counts the others', () => {
    const share = Array.from({ length: 45 }, (_, at) => `server-${at}`);
    const { report } = siteReview({ site }, { site, share });
    expect(toHtml(report)).toContain('<code>server-39</code> and 5 more devices: joins stage dev');
  });
});

describe('the page tells what the comment tells', () => {
  const text = (report: Report): string => toHtml(report).replace(/<[^>]*>/g, '');
  const site2 = smallSite('lab2').toFact();

  test('of the report: its id, commit, versions, and of what security is not judged', () => {
    const planned = { plan: readPlan('p', bytes(plan([change({ address: 'aws_instance.a', after: { x: 1 } })]))) };
    const report = buildReport([planned], { commit: 'c0ffee' });
    expect(text(report)).toContain(`plan ${report.id.slice(0, 12)} · commit c0ffee · Terraform 1.11.4`);
    expect(text(report)).toContain('security is judged of Kubernetes objects only; of resources of aws');
  });

  test('of plans without a change: one entry where they are several, with all of them inside', () => {
    const planned = (name: string, value: number, changes: readonly JsonObject[] = [], rest: JsonObject = {}) => {
      return { plan: readPlan(name, bytes(plan(changes, { variables: { v: { value } }, ...rest }))) };
    };
    const head = (...plans: readonly ReturnType<typeof planned>[]): readonly string[] => {
      const [list] = /<ul>.*<\/ul>/.exec(toHtml(buildReport(plans)))!;
      const [outer] = list.split('<details>');
      return [outer!, /<details>.*<\/details>/.exec(list)?.[0] ?? ''];
    };
    const [busy, partial] = [
      planned('busy', 0, [change({ address: 'terraform_data.a', after: { a: 1 } })]),
      planned('partial', 9, [], { complete: false }),
    ];
    const idle = ['one', 'two', 'three'].map((name, at) => planned(name, at + 1));
    const [outer, inner] = head(idle[0]!, busy, idle[1]!, partial, idle[2]!);
    for (const name of ['busy', 'partial']) expect(outer).toContain(`<code>${name}</code>`);
    expect(outer!.match(/<li>/g)).toHaveLength(3);
    expect(inner).toContain('<summary>3 plans: no change</summary>');
    expect(inner!.match(/<code>(one|two|three)<\/code>: no change · plan [0-9a-f]{12}/g)).toHaveLength(3);
    expect(head(idle[0]!, busy, idle[1]!)[1]).toBe('');
  });

  test('of a stage: stacks that were planned, that were not seen, and that nobody destroys', () => {
    const stack = (id: string): AssemblyStack => ({ id, stage: 'dev', clusterUid: 'uid-1', resources: new Map() });
    const [now, before] = [
      ['a', 'b'],
      ['a', 'c'],
    ].map((ids) => new Map(ids.map((id) => [id, stack(id)])));
    const planned = { plan: readPlan('p', bytes(plan([]))), stack: historyOf('a', now!, before!) };
    const page = text(buildReport([planned], { now: now!, before: before! }));
    for (const told of ['1 of 2 stacks planned', 'cluster uid-1', 'not seen: b', 'nobody destroys it: c'])
      expect(page).toContain(`dev: ${told}`.replace('dev: nobody', 'nobody'));
  });

  test('of devices that do not run what is planned, of stages, and of amounts with their units', () => {
    const stages = ['1.0.0', '1.1.0'].map((release, at) => ({
      name: `s${at}`,
      train: 't',
      site: 'lab2',
      release,
      running: { serving: [] },
      after: [],
    }));
    const trains = [{ name: 't', releases: ['1.0.0', '1.1.0'] }];
    const { servers, ...rest } = site2;
    const more = { ...rest, servers: servers.map((it) => ({ ...it, count: it.count + 1 })) };
    const model = (it: object) => ({ sites: [it], trains, stages, facts: [] }) as unknown as Json;
    const configured = configuration(LEAF, 'a', 'b');
    const resource = { path: `network/bgp/main/${LEAF}`, stateful: false, protected: false };
    const stack: AssemblyStack = {
      id: 'n',
      stage: 's0',
      resources: new Map([[configured['address'] as string, resource]]),
      devices: [{ rollout: 'ansible', devices: [LEAF], installed: new Map() }],
    };
    const planned = {
      plan: readPlan('p', bytes(plan([configured]))),
      stack: historyOf('n', new Map([['n', stack]]), new Map()),
    };
    const page = text(buildReport([planned], { model: { before: model(site2), after: model(more) } }));
    expect(page).toContain(`${LEAF}: no result of a rollout is recorded`);
    expect(page).toMatch(/s0: 1\.0\.0 · 1 release behind · in this report/);
    expect(page).toMatch(/lab2 power: [\d.]+ kW → [\d.]+ kW \(\+[\d.]+ kW\)/);
  });

  test('of drift: what it changes in security', () => {
    const binding = (subject: string) => ({
      metadata: [{ name: 'b' }],
      role_ref: [{ kind: 'ClusterRole', name: 'cluster-admin' }],
      subject: [{ kind: 'Group', name: subject }],
    });
    const [before, after] = [binding('ops'), binding('system:unauthenticated')];
    const drift = [change({ address: 'kubernetes_cluster_role_binding_v1.b', before, after })];
    const page = text(reportOfChanges([], { resource_drift: drift }));
    expect(page).toContain('Drift of security: changed outside of Terraform');
    expect(page).toContain('Group system:unauthenticated');
  });

  test('of a text of several lines: those that differ', () => {
    const lines = (last: string) => ({ x: `one\ntwo\n${last}\n` });
    const page = text(reportOfChanges([change({ before: lines('three'), after: lines('four') })]));
    expect(page).toContain('- three');
    expect(page).toContain('+ four');
  });
});

describe('the tree of changes', () => {
  const paths = { a: 'cluster/flavors', b: 'cluster/kubernetes/Operator', c: 'cluster/kubernetes/Operator/Config' };
  const resources = new Map(
    Object.entries(paths).map(([name, path]) => [`x.${name}`, { path, stateful: false, protected: false }]),
  );
  const stack: AssemblyStack = { id: 'lab-dev-cluster', stage: 'dev', resources };
  const changes = ['a', 'b', 'c'].map((name) => change({ address: `x.${name}`, after: { y: 1 } }));
  const planned = {
    plan: readPlan('p', bytes(plan(changes))),
    stack: historyOf(stack.id, new Map([[stack.id, stack]]), new Map()),
  };
  const tree = (html: string): string => /<section id="tree">.*?<\/section>/s.exec(html)![0];
  const lines = (html: string): string[] =>
    [...tree(html).matchAll(/<summary>(.*?)<\/summary>|data-row="([^"]+)"/g)].map(([, summary, row]) =>
      (row ?? summary ?? '').replace(/<[^>]+>/g, ''),
    );

  test('has the shape of the program: parts with one child are one line', () => {
    expect(lines(toHtml(buildReport([planned])))).toEqual([
      'lab-dev-cluster/cluster · 3 update',
      'flavors · 1 update',
      'change-0',
      'kubernetes/Operator · 2 update',
      'change-1',
      'Config · 1 update',
      'change-2',
    ]);
  });

  test('says what must be approved, and counts objects', () => {
    const report = reportOfChanges([release({}, [object('A', 'a')], [object('A', 'b')])]);
    expect(lines(toHtml(report))[0]).toBe('plan.json/helm_release.flavors · 1 update, 2 objects · must be approved');
  });

  test('takes no address apart, whose keys may have slashes', () => {
    const report = reportOfChanges([change({ address: 'a.b["x/y"]', after: { z: 1 } })]);
    expect(lines(toHtml(report))).toEqual(['plan.json/a.b[&#34;x/y&#34;] · 1 update', 'change-0']);
  });

  test('of very deep constructs is written', () => {
    const path = Array.from({ length: 400 }, (_, at) => at % 10).join('/');
    const deep = new Map(
      Array.from({ length: 400 }, (_, at) => [
        `x.r${at}`,
        { path: path.slice(0, 2 * at + 1), stateful: false, protected: false },
      ]),
    );
    const own = { id: 's', resources: deep };
    const all = [...deep.keys()].map((address) => change({ address, after: { y: 1 } }));
    const report = buildReport([
      { plan: readPlan('p', bytes(plan(all))), stack: historyOf('s', new Map([['s', own]]), new Map()) },
    ]);
    const depth = Math.max(
      ...[...tree(toHtml(report)).matchAll(/<details class="branch|<\/details>/g)].reduce<number[]>(
        (sums, [tag]) => [...sums, (sums.at(-1) ?? 0) + (tag.startsWith('</') ? -1 : 1)],
        [],
      ),
    );
    expect(depth).toBeLessThan(30);
  });
});
