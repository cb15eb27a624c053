import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../lib/plan/report';
import { writeAssembly, type WrittenStack } from '../../support/assemblies';
import { reviewCommand } from '../../support/review-command';

describe('datahall diff', () => {
  const { folder, run: diff } = reviewCommand('diff');

  const stack = (stage: string, replicas: number, rest: Partial<WrittenStack> = {}): WrittenStack => ({
    stage,
    resources: { 'a.b': { replicas } },
    paths: { 'a.b': 'serving/llama/Resource' },
    ...rest,
  });

  const both = (
    before: Readonly<Record<string, WrittenStack>>,
    after: Readonly<Record<string, WrittenStack>>,
  ): readonly [string, string] => [
    writeAssembly(join(folder(), 'old'), before),
    writeAssembly(join(folder(), 'new'), after),
  ];

  it('has the status of a report: nothing, a change, an approval, what Terraform refuses', async () => {
    const old = writeAssembly(join(folder(), 'old'), { dev: stack('dev', 1) });
    const named = (name: string, rest: Partial<WrittenStack> = {}): string =>
      writeAssembly(join(folder(), name), { dev: stack('dev', 2, rest) });
    const data = { stateful: ['a.b'] };
    expect((await diff(old, old)).status).toBe(0);
    expect((await diff(old, named('change'))).status).toBe(2);
    expect((await diff(named('held', data), named('gone', { resources: {} }))).status).toBe(3);
    const protects = (name: string): string =>
      named(`protects-${name}`, { resources: { 'helm_release.a': { name, lifecycle: { prevent_destroy: true } } } });
    expect((await diff(protects('a'), protects('b'))).status).toBe(4);
    expect((await diff(old)).status).toBe(1);
  });

  it('shows constructs, all stages or those that are asked for', async () => {
    const folders = both(
      { dev: stack('dev', 1), prod: stack('prod', 1) },
      { dev: stack('dev', 2), prod: stack('prod', 1) },
    );
    const all = (await diff(...folders)).text;
    expect(all).toContain('<!-- datahall-report:dev,prod -->');
    expect(all).toContain('<code>serving/llama</code>');
    expect((await diff(...folders, '--stage', 'prod')).status).toBe(0);
    const unknown = await diff(...folders, '--stage', 'staging');
    expect(unknown).toEqual({ status: 1, text: expect.stringMatching(/DH6030.*\n.*'staging'\n.*'dev', 'prod'/) });
  });

  it('deletes all of a stack that is gone, in the order of the new program', async () => {
    const folders = both(
      { gone: stack('dev', 1, { stateful: ['a.b'] }), kept: stack('dev', 1) },
      { kept: stack('dev', 1), come: stack('dev', 1) },
    );
    const { plans, approvals } = JSON.parse((await diff(...folders, '--format', 'json')).text) as Report;
    expect(plans.map(({ stack: id, resources }) => [id, resources])).toEqual([
      ['kept', {}],
      ['come', { create: 1 }],
      ['gone', { delete: 1 }],
    ]);
    expect(approvals.map(({ risk }) => risk)).toEqual(['data']);
  });

  it('refuses what is no assembly, or a broken one: DH6009, DH5006, DH6004', async () => {
    const [old, now] = both({ dev: stack('dev', 1) }, { dev: stack('dev', 1) });
    expect((await diff(old, folder())).text).toContain('DH6009');
    const file = join(now, 'stacks/dev/cdk.tf.json');
    writeFileSync(file, '[]');
    expect((await diff(old, now)).text).toMatch(/DH5006.*\n.*no JSON object/);
    writeFileSync(file, `{"a":${'['.repeat(300)}${']'.repeat(300)}}`);
    expect((await diff(old, now)).text).toContain('DH6004');
  });

  it('takes no folder of which a part is missing: that would seem to be destroyed, or new: DH6039, DH5006', async () => {
    const two = { dev: stack('dev', 1), prod: stack('prod', 1) };
    const [old, now] = both(two, two);
    rmSync(join(now, 'stacks/prod/index.json'));
    for (const folders of [
      [old, now],
      [now, old],
    ] as const) {
      const { status, text } = await diff(...folders);
      expect([status, text]).toEqual([1, expect.stringMatching(/DH6039.*'.*new'.*\n.*index.json of prod/)]);
    }
    writeFileSync(join(now, 'stacks/prod/index.json'), '{"formatVersion":1}');
    expect((await diff(old, now)).text).toMatch(/DH5006.*prod.index\.json.*\n.*no list of resources/);
    writeFileSync(join(now, 'stacks/prod/index.json'), '{"formatVersion":1,"resources":[{"address":"a.b"}]}');
    expect((await diff(old, now)).text).toMatch(/DH5006.*\n.*'resources\[0\]' lacks address or path/);
    rmSync(join(old, 'datahall.json'));
    expect((await diff(old, old)).text).toMatch(/DH5006.*datahall\.json.*\n.*no such file/);
  });
});
