import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Foundation } from 'datahall';
import { readAdoption, writeAdoption } from '../../lib/release/adoption';
import { oneStage } from '../support/small-site';
import { synth, type Synthesized } from '../support/synth';

describe('what a stage takes over', () => {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-adopt-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (): Synthesized => synth(oneStage((stage) => Foundation.of(stage.cluster).namespace('apps')));
  const stack = (made: Synthesized) =>
    made.stack('lab-dev-foundation') as unknown as {
      readonly import?: readonly object[];
      readonly resource: { readonly kubernetes_namespace_v1: Readonly<Record<string, object>> };
    };
  const addressOf = (made: Synthesized): string =>
    `kubernetes_namespace_v1.${Object.keys(stack(made).resource.kubernetes_namespace_v1)[0]!}`;

  it('is imported, and nothing else changes', () => {
    const before = program();
    expect(stack(before).import).toBeUndefined();
    const to = addressOf(before);
    writeAdoption('stages', 'dev', [{ stack: 'lab-dev-foundation', to, id: 'apps' }]);
    const after = program();
    const { import: imports, ...rest } = stack(after);
    expect(imports).toEqual([{ to, id: 'apps' }]);
    expect(rest).toEqual(stack(before));
  });

  it('must be something that the program has: DH4161', () => {
    writeAdoption('stages', 'dev', [{ stack: 'lab-dev-foundation', to: 'helm_release.gone', id: 'apps/gone' }]);
    const made = program();
    expect(made.stopped).toBe(true);
    expect(made.findings.find(({ code }) => code === 'DH4161')?.got).toBe(
      "helm_release.gone in the stack 'lab-dev-foundation'",
    );
  });

  it.each<[string, object]>([
    ['of another stage', { stage: 'production', imports: [] }],
    ['without imports', { stage: 'dev' }],
    ['with an import of nothing', { stage: 'dev', imports: [{ stack: 'a', to: 'b' }] }],
  ])('is read from a whole list, not from one %s: DH4162', (_, content) => {
    mkdirSync('stages');
    writeFileSync('stages/dev.adopt.json', JSON.stringify({ formatVersion: 1, ...content }));
    expect(program().codes).toContain('DH4162');
  });

  it('is no file any more when there is nothing left', () => {
    writeAdoption('stages', 'dev', [{ stack: 'a', to: 'b', id: 'c' }]);
    expect(readAdoption('stages', 'dev')?.imports).toEqual([{ stack: 'a', to: 'b', id: 'c' }]);
    writeAdoption('stages', 'dev', []);
    expect(existsSync('stages/dev.adopt.json')).toBe(false);
    expect(readAdoption('stages', 'dev')).toBeUndefined();
  });
});
