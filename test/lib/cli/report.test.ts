import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../../lib/cli/main';
import { bytes, change, object, plan, release } from '../../support/plans';
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
    stacks: Readonly<Record<string, { path: string; stateful?: boolean; protects?: boolean }>>,
  ): string {
    for (const [id, { path, stateful = false, protects = false }] of Object.entries(stacks)) {
      const stack = join(folder, name, 'stacks', id);
      mkdirSync(stack, { recursive: true });
      const resources = [{ address: 'helm_release.flavors', path, stateful }];
      writeFileSync(join(stack, 'index.json'), JSON.stringify({ formatVersion: 1, resources }));
      const lifecycle = { prevent_destroy: protects };
      writeFileSync(
        join(stack, 'cdk.tf.json'),
        JSON.stringify({ resource: { helm_release: { flavors: { lifecycle } } } }),
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
    for (const [args, text] of [
      [[], /required option '--plan/],
      [['--plan', file, '--nonsense'], /unknown option/],
      [['--plan', file, '--format', 'pdf'], /Allowed choices are markdown, json, html, sarif/],
      [['--plan', join(folder, 'none.json')], /DH6001.*\n.*ENOENT/],
      [['--plan', bad], /DH6001/],
      [['--plan', file, '--policy', bad], /DH6031/],
      [['--plan', file, '--policy', join(folder, 'none.json')], /DH6031.*\n.*ENOENT/],
      [['--plan', file, '--minutes-per-node', 'x'], /minutes are a number/],
      [['--plan', file, '--assembly', folder], /DH6009/],
      [['--plan', file, '--assembly', known, '--stack', 'prod'], /DH6006.*\n.*'prod'\n.*'dev'/],
      [['--plan', file, file, '--assembly', known, '--stack', 'dev'], /DH6008/],
      [['--plan', file, '--out', join(folder, 'none', 'report.md')], /DH6010/],
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
    const files = [planFile([gone], {}, 'dev.json'), planFile([gone], {}, 'prod.json')];
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
