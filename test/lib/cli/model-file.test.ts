import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelFile } from '../../../lib/cli/model-file';
import { factKind } from '../../../lib/model/fact';
import { ROOT } from '../../support/sources';

const folder = mkdtempSync(join(tmpdir(), 'datahall-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(content: unknown): string {
  const out = mkdtempSync(join(folder, 'out-'));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'datahall.json'), JSON.stringify(content));
  return out;
}

describe('ModelFile', () => {
  it('gives the facts of a kind, of one stage', () => {
    const note = factKind<{ readonly text: string }>('note');
    const facts = [
      { kind: 'note', stage: 'dev', path: 'a', text: 'here' },
      { kind: 'note', stage: 'staging', path: 'a', text: 'elsewhere' },
      { kind: 'other', stage: 'dev', path: 'a' },
    ];
    const model = ModelFile.read(written({ formatVersion: 1, facts }));
    expect(model.facts(note, 'dev')).toEqual([facts[0]]);
    expect([model.stages, model.stacks, model.trains, model.findings]).toEqual([[], [], [], []]);
  });

  it('is not there in the app of somebody else, which is no fault where none is needed: DH5006', () => {
    expect(ModelFile.find(folder)).toBeUndefined();
    expect(() => ModelFile.read(folder)).toThrow(/^DH5006 /);
  });

  it('is of a form that is known: DH5007', () => {
    expect(() => ModelFile.find(written({ formatVersion: 99 }))).toThrow(/^DH5007 /);
  });

  it.each([
    ['a list', { stacks: 'x' }, "'stacks' is no list"],
    ['the id of a stack', { stacks: [{ id: 'a' }, {}] }, "'stacks[1]' lacks id"],
    ['the kind of a fact', { facts: [null] }, "'facts[0]' lacks kind or path"],
    ['the contexts of a stage', { stages: [{ name: 'dev' }] }, "'stages[0]' lacks contexts"],
  ])('is whole: it does not lack %s: DH5006', (_, content, got) => {
    const find = (): unknown => ModelFile.find(written({ formatVersion: 1, ...content }));
    expect(find).toThrow(/^DH5006 /);
    expect(find).toThrow(got);
  });

  it('is the only one that reads the file', () => {
    const files = (of: string): readonly string[] =>
      readdirSync(of).flatMap((name) =>
        statSync(join(of, name)).isDirectory() ? files(join(of, name)) : join(of, name),
      );
    const readers = files(join(ROOT, 'lib')).filter((file) => /'datahall\.json'/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => file.slice(ROOT.length + 1))).toEqual(['lib/cli/model-file.ts']);
  });
});
