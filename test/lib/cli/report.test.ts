import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../../lib/cli/main';
import { bytes, change, object, plan, release } from '../../support/plans';
import { schemaOffences } from '../../support/schemas';
import { ROOT } from '../../support/sources';
import type { JsonObject } from '../../../lib/plan/json';

describe('datahall report', () => {
  const said: string[] = [];
  let folder: string;

  beforeEach(() => {
    said.length = 0;
    folder = mkdtempSync(join(tmpdir(), 'datahall-report-'));
    const listen = (text: unknown): boolean => said.push(String(text)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(listen);
    jest.spyOn(process.stderr, 'write').mockImplementation(listen);
    jest.spyOn(console, 'error').mockImplementation(listen);
    jest.spyOn(console, 'log').mockImplementation(listen);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  async function report(...args: readonly string[]): Promise<{ readonly status: unknown; readonly text: string }> {
    said.length = 0;
    process.exitCode = 0;
    await main(['node', 'datahall', 'report', ...args]);
    const status = process.exitCode;
    process.exitCode = 0;
    return { status, text: said.join('') };
  }

  function planFile(changes: readonly JsonObject[], rest?: JsonObject, name = 'plan.json'): string {
    writeFileSync(join(folder, name), bytes(plan(changes, rest)));
    return join(folder, name);
  }

  /** An assembly of stacks that have the same address. */
  function assembly(
    name: string,
    stacks: Readonly<
      Record<string, { path: string; stateful?: boolean; protects?: boolean; rest?: JsonObject; declaredAt?: string }>
    >,
  ): string {
    for (const [id, { path, stateful = false, protects = false, rest = {}, declaredAt }] of Object.entries(stacks)) {
      const stack = join(folder, name, 'stacks', id);
      mkdirSync(stack, { recursive: true });
      const resources = [{ address: 'helm_release.flavors', path, stateful, declaredAt }];
      writeFileSync(join(stack, 'index.json'), JSON.stringify({ formatVersion: 1, resources }));
      const lifecycle = { prevent_destroy: protects };
      writeFileSync(
        join(stack, 'cdk.tf.json'),
        JSON.stringify({ resource: { helm_release: { flavors: { lifecycle } } }, ...rest }),
      );
    }
    const ids = Object.keys(stacks).map((id) => ({ id, stage: `stage-of-${id}` }));
    writeFileSync(join(folder, name, 'datahall.json'), JSON.stringify({ formatVersion: 1, stacks: ids }));
    return join(folder, name);
  }

  const update = release({}, [object('A', 'a')], [object('A', 'a', { spec: 1 })]);
  const deletion = release({}, [object('A', 'a')], []);

  test.each<[string, number, readonly JsonObject[], JsonObject]>([
    ['nothing changes', 0, [], {}],
    ['something changes', 2, [update], {}],
    ['somebody must approve', 3, [deletion], {}],
    ['a plan is partial', 4, [], { complete: false }],
  ])('when %s has status %i', async (_, status, changes, rest) => {
    expect((await report('--plan', planFile(changes, rest))).status).toBe(status);
  });

  it('fails with status 1, which is no verdict', async () => {
    const file = planFile([]);
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{');
    const known = assembly('out', { dev: { path: 'a/b' } });
    const strange = planFile([change({ address: 'a.b', actions: ['no-op'] })], {}, 'other.json');
    for (const [args, text] of [
      [[], /required option '--plan/],
      [['--plan', file, '--nonsense'], /unknown option/],
      [['--plan', file, '--format', 'pdf'], /Allowed choices are markdown, json, html, sarif/],
      [['--plan', join(folder, 'none.json')], /DH6001.*\n.*ENOENT$/m],
      [['--plan', bad], /DH6001/],
      [['--plan', file, '--policy', bad], /DH6031/],
      [['--plan', file, '--policy', join(folder, 'none.json')], /DH6031.*\n.*ENOENT/],
      [['--plan', file, '--minutes-per-node', 'x'], /minutes are a number/],
      [['--plan', file, '--kube-version', '1.34.0', 'dev=new'], /'dev=new' is invalid.*like production=1\.34\.0/],
      [['--plan', file, '--charts', folder, '--kube-version', 'dev=1.34.0'], /DH6030/],
      [['--plan', file, '--assembly', folder], /DH6009/],
      [['--plan', file, '--assembly', known, '--stack', 'prod'], /DH6006.*\n.*'prod'\n.*'dev'/],
      [['--plan', file, strange, '--assembly', known, '--stack', 'dev'], /DH6008/],
      [['--plan', file, '--name', 'a b'], /DH6013.*\n.*'a b'/],
      [['--plan', file, file], /DH6012/],
      [['--plan', strange, '--assembly', known, '--stack', 'dev'], /DH6011.*\n.*1 resource/],
      [['--plan', file, '--out', join(folder, 'none', 'report.md')], /DH6010/],
      [['--plan', file, '--out', file], /DH6043/],
      [['--plan', file, '--out', join(folder, 'a.md'), '--labels', join(folder, '.', 'a.md')], /DH6043/],
    ] as const) {
      expect(await report(...args)).toEqual({ status: 1, text: expect.stringMatching(text) });
    }
  });

  it('refuses an assembly that is broken: DH5006, DH5007', async () => {
    const known = assembly('out', { dev: { path: 'a/b' } });
    writeFileSync(join(known, 'stacks/dev/cdk.tf.json'), '{');
    expect((await report('--plan', planFile([]), '--assembly', known)).text).toContain('DH5006');
    writeFileSync(join(known, 'stacks/dev/index.json'), '{"formatVersion":2}');
    expect((await report('--plan', planFile([]), '--assembly', known)).text).toContain('DH5007');
  });

  it('says in its help what its status means, and writes no form that is not there', async () => {
    const { status, text } = await report('--help');
    expect(status).toBe(0);
    expect(text).toMatch(/0 nothing changes, 2 something changes, 3 somebody must approve/);
    expect(text).toContain('(choices: "markdown", "json"');
  });

  it('shows constructs where the assembly is given, and asks for the stack when two fit', async () => {
    const out = assembly('out', {
      dev: { path: 'cluster/queues/Resource' },
      prod: { path: 'cluster/queues/Resource' },
    });
    const file = planFile([update]);
    expect((await report('--plan', file, '--assembly', out)).text).toMatch(/DH6007/);
    const { text } = await report('--plan', file, '--assembly', out, '--stack', 'prod');
    expect(text).toContain('<!-- datahall-report:stage-of-prod -->');
    expect(text).toContain('<code>cluster/queues</code>');
  });

  it('finds the stack of each plan by its name, and knows what held data before', async () => {
    const now = assembly('now', { dev: { path: 'a' }, prod: { path: 'a' } });
    const before = assembly('before', { dev: { path: 'a', stateful: true, protects: true }, prod: { path: 'a' } });
    const gone = release({ actions: ['forget'] }, [], null);
    const files = [planFile([gone], {}, 'dev.json'), planFile([gone], { timestamp: 'later' }, 'prod.json')];
    const { status, text } = await report(
      '--plan',
      ...files,
      '--assembly',
      now,
      '--previous',
      before,
      '--format',
      'json',
    );
    const made = JSON.parse(text) as { plans: { stack: string }[]; approvals: { plan: number; risk: string }[] };
    expect([status, made.plans.map(({ stack }) => stack)]).toEqual([3, ['dev', 'prod']]);
    expect(made.approvals.map(({ plan: at, risk }) => [at, risk])).toEqual([
      [0, 'data'],
      [0, 'unprotected'],
    ]);
  });

  it('tells that a plan goes to another cluster, or looks for its state elsewhere, by both assemblies', async () => {
    const inside = (name: string, context: string, bucket: string): string => {
      const backend = { s3: { bucket } };
      const rest = { provider: { kubernetes: [{ config_context: context }] }, terraform: { backend } };
      return assembly(name, { dev: { path: 'a', rest } });
    };
    const before = inside('before', 'eu', 'state');
    const risks = async (now: string, ...others: readonly string[]): Promise<unknown> => {
      const args = ['--plan', planFile([]), '--stack', 'dev', '--assembly', now, '--format', 'json', ...others];
      const { status, text } = await report(...args);
      const { approvals } = JSON.parse(text) as { approvals: { address: string; risk: string; names: string[] }[] };
      return [status, ...approvals.map(({ address, risk, names }) => [address, risk, ...names])];
    };
    const other = inside('now', 'us', 'other');
    expect(await risks(other, '--previous', before)).toEqual([
      3,
      ['provider', 'state', 'kubernetes.config_context "eu" → "us"'],
      ['terraform.backend', 'state', 'backend.bucket "state" → "other"'],
    ]);
    expect(await risks(inside('same', 'eu', 'state'), '--previous', before)).toEqual([0]);
    expect(await risks(other)).toEqual([0]);
  });

  it('says the line of the program that makes what changes, in each form', async () => {
    const now = assembly('now', { dev: { path: 'a', declaredAt: 'src/my program.ts:42' } });
    const policy = join(folder, 'policy.json');
    const failure = { msg: 'no', metadata: { address: 'helm_release.flavors' } };
    writeFileSync(policy, JSON.stringify([{ filename: 'plan.json', namespace: 'main', failures: [failure] }]));
    const of = async (format: string): Promise<string> => {
      const args = ['--plan', planFile([deletion]), '--assembly', now, '--policy', policy, '--format', format];
      return (await report(...args)).text;
    };
    const comment = (await of('markdown')).replaceAll('&#58;<wbr>', ':');
    expect(comment).toMatch(/⛔ \*\*objects\*\*.*, declared at <code>src\/my program\.ts:42<\/code>/);
    expect(comment).toContain('- declared at <code>src/my program.ts:42</code>');
    expect((await of('html')).match(/declared at <code>src\/my program\.ts:42<\/code>/g)).toHaveLength(2);
    const json = JSON.parse(await of('json')) as Record<'approvals' | 'changes' | 'policy', { declaredAt: string }[]>;
    for (const list of [json.approvals, json.changes, json.policy])
      expect(list.map(({ declaredAt }) => declaredAt)).toEqual(['src/my program.ts:42']);
    expect(schemaOffences('report', json)).toEqual([]);
    const { runs } = JSON.parse(await of('sarif')) as { runs: [{ results: { locations: unknown[] }[] }] };
    const places = runs[0].results.map(({ locations }) => locations[0]);
    expect(places.length).toBeGreaterThan(1);
    for (const place of places)
      expect(place).toMatchObject({
        physicalLocation: { artifactLocation: { uri: 'src/my%20program.ts' }, region: { startLine: 42 } },
      });
  });

  it('trusts addresses more than the name of a folder', async () => {
    const now = assembly('now', { dev: { path: 'a' } });
    mkdirSync(join(now, 'stacks', 'prod'), { recursive: true });
    writeFileSync(join(now, 'stacks/prod/index.json'), JSON.stringify({ formatVersion: 1, resources: [] }));
    const { text } = await report('--plan', planFile([update], {}, 'prod.json'), '--assembly', now, '--format', 'json');
    expect((JSON.parse(text) as { plans: { stack: string }[] }).plans.map(({ stack }) => stack)).toEqual(['dev']);
  });

  it('says commit, id and name: of the CI, or as they are given', async () => {
    const [file, env] = [planFile([]), process.env['GITHUB_SHA']];
    process.env['GITHUB_SHA'] = 'abc1234';
    const head = async (...args: readonly string[]) =>
      JSON.parse((await report('--plan', file, '--format', 'json', ...args)).text) as Readonly<Record<string, unknown>>;
    const [own, given] = [await head(), await head('--commit', 'f00d', '--name', 'web')];
    if (env === undefined) delete process.env['GITHUB_SHA'];
    else process.env['GITHUB_SHA'] = env;
    expect([own['commit'], own['name'], given['commit'], given['name']]).toEqual(['abc1234', undefined, 'f00d', 'web']);
    const out = assembly('out', { dev: { path: 'a' } });
    expect((await head('--assembly', out))['id']).not.toBe(own['id']);
    expect((await head('--assembly', out))['id']).toBe((await head('--assembly', out))['id']);
  });

  it('reads standard input, and ends when nobody reads on', () => {
    const script = `require('tsx/cjs'); void require('./lib/cli/main.ts').main(process.argv)`;
    const large = plan(
      Array.from({ length: 3000 }, (_, at) => change({ address: `a.b${at}`, after: { x: 'y'.repeat(90) } })),
    );
    const command = `"${process.execPath}" -e "${script}" - report --plan - --format json | head -c 100`;
    const run = spawnSync('sh', ['-c', command], { cwd: ROOT, input: Buffer.from(bytes(large)) });
    expect(String(run.stdout)).toMatch(/^\{\n {2}"formatVersion": 1/);
    expect(String(run.stderr)).toBe('');
  }, 60_000);

  describe('of the network of a site', () => {
    const configuration = (text: string): JsonObject => ({ input: { configuration: text } });
    const CONFIG = 'hostname leaf-1\nrouter bgp 1\n neighbor a\n';

    function network(rollout: string, result?: JsonObject): string {
      const stack = join(folder, 'out/stacks/site-network');
      mkdirSync(stack, { recursive: true });
      const resources = [
        { address: 'terraform_data.leaf', path: 'network/main/leaf-1', stateful: false },
        { address: 'terraform_data.rollout', path: 'network/Rollout', stateful: false },
      ];
      writeFileSync(join(stack, 'index.json'), JSON.stringify({ formatVersion: 1, resources }));
      const fact = {
        kind: 'device-configuration',
        stage: 'site-network',
        path: 'network',
        site: 'site',
        rollout,
        devices: { 'leaf-1': 'x' },
      };
      const stacks = [{ id: 'site-network', stage: 'site-network' }];
      writeFileSync(join(folder, 'out/datahall.json'), JSON.stringify({ formatVersion: 1, stacks, facts: [fact] }));
      const results = join(folder, 'out/artifacts/ansible/inventories/site/results');
      mkdirSync(results, { recursive: true });
      if (result !== undefined) writeFileSync(join(results, 'leaf-1.json'), JSON.stringify(result));
      return join(folder, 'out');
    }
    const leaf = change({
      address: 'terraform_data.leaf',
      before: configuration(CONFIG),
      after: configuration(CONFIG.replace('neighbor a', 'neighbor b')),
    });
    const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
    const planned = sha1(CONFIG.replace('neighbor a', 'neighbor b'));

    it.each<[string, string, JsonObject | undefined, RegExp | undefined]>([
      ['nobody rolls out', 'none', undefined, /Terraform changes no device: somebody runs the playbook: <code>leaf-1/],
      ['no result is there', 'ansible', undefined, /no result of a rollout is recorded: <code>leaf-1/],
      [
        'another one was installed',
        'ansible',
        { device: 'leaf-1', applied: true, checksum: sha1(CONFIG) },
        /another configuration was installed last: <code>leaf-1/,
      ],
      ['it was only checked', 'ansible', { device: 'leaf-1', applied: false, checksum: planned }, /no result/],
      ['it was installed', 'ansible', { device: 'leaf-1', applied: true, checksum: planned }, undefined],
    ])('says what is not yet applied: %s', async (_, rollout, result, expected) => {
      const { text } = await report('--plan', planFile([leaf]), '--assembly', network(rollout, result));
      if (expected === undefined) expect(text).not.toContain('Network devices');
      else expect(text).toMatch(expected);
      expect(text).not.toMatch(/\bapplied:/);
      // Line by line.
      expect(text).toContain('- <code>-  neighbor a</code>\n');
      expect(text).toContain('- <code>+  neighbor b</code>\n');
    });

    it('refuses a result that is none: DH6014', async () => {
      const { status, text } = await report('--plan', planFile([leaf]), '--assembly', network('ansible', { x: 1 }));
      expect([status, text]).toEqual([1, expect.stringContaining('DH6014')]);
    });

    it('asks before a device is left alone, and before devices change', async () => {
      const gone = change({ address: 'terraform_data.leaf', actions: ['delete'], before: configuration(CONFIG) });
      const rack = change({
        address: 'terraform_data.rack',
        actions: ['delete'],
        before: { input: { configuration: { a: 'x', b: 'y' } } },
      });
      const rollout = change({
        address: 'terraform_data.rollout',
        actions: ['create'],
        after: { triggers_replace: { files: 'a'.repeat(64) } },
      });
      const { status, text } = await report(
        '--plan',
        planFile([gone, rack, rollout]),
        '--assembly',
        network('ansible'),
      );
      expect(status).toBe(3);
      expect(text).toContain(
        '<code>network/main/leaf-1</code>: this device keeps what runs now, and nobody configures it any more',
      );
      expect(text).toContain(
        'these 2 devices keep what runs now, and nobody configures it any more (<code>a</code>, <code>b</code>)',
      );
      expect(text).toContain('<code>network/Rollout</code>: runs the playbook: it changes the devices of the network');
    });
  });

  it('writes to a file', async () => {
    const out = join(folder, 'report.md');
    expect(await report('--plan', planFile([change({ after: { a: 1 } })]), '--out', out)).toEqual({
      status: 2,
      text: '',
    });
    expect(existsSync(out) && readFileSync(out, 'utf8')).toMatch(/^<!-- datahall-report/);
  });

  it('tells whether plans mean what was reviewed, whatever their files are called: DH6032, DH6033', async () => {
    const reviewed = join(folder, 'reviewed.json');
    const file = planFile([update, change({ address: 'a.b', after: { x: 1 } })]);
    expect((await report('--plan', file, '--format', 'json', '--out', reviewed)).status).toBe(2);
    const again = planFile([change({ address: 'a.b', after: { x: 1 } }), update], { timestamp: 'later' }, 'again.json');
    expect(await report('--plan', again, '--same-as', reviewed)).toEqual({
      status: 0,
      text: 'the plans mean what was reviewed',
    });
    for (const [changes, text] of [
      [[update, change({ address: 'a.b', after: { x: 2 } })], /DH6033.*\n.*update a\.b was not reviewed/],
      [[update], /DH6033.*\n.*update a\.b was reviewed so, and is not any more/],
      [[update, deletion], /DH6033.*\n.*approvals/],
    ] as const) {
      const other = planFile(changes, {}, 'other.json');
      expect(await report('--plan', other, '--same-as', reviewed)).toEqual({
        status: 1,
        text: expect.stringMatching(text),
      });
    }
    const partial = planFile([update, change({ address: 'a.b', after: { x: 1 } })], { complete: false });
    expect((await report('--plan', partial, '--same-as', reviewed)).status).toBe(1);
    const bad = join(folder, 'bad.json');
    for (const [content, reason] of [
      ['{', 'no JSON'],
      ['{"formatVersion":1}', 'another form'],
    ] as const) {
      writeFileSync(bad, content);
      expect((await report('--plan', file, '--same-as', bad)).text).toMatch(new RegExp(`DH6032.*\n.*${reason}`));
    }
    expect((await report('--plan', file, '--same-as', join(folder, 'none'))).text).toMatch(/DH6032.*\n.*ENOENT/);
  });
});
