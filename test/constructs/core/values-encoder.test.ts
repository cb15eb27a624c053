import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Token } from 'cdktf';
import fc from 'fast-check';
import { encodeObjects, encodeValues, problemsOfValues } from '../../../constructs/core/values-encoder';
import { found } from '../../support/real/binaries';
import { describeReal } from '../../support/real/describe-real';
import { terraformEnvironment } from '../../support/real/providers';

describe('encodeValues', () => {
  it('writes keys in order, whatever order they were given in', () => {
    expect(encodeValues({ b: 1, a: { d: [], c: {} } })).toBe(encodeValues({ a: { c: {}, d: [] }, b: 1 }));
  });

  it('leaves out what is undefined and keeps every other falsy value', () => {
    const values = { a: undefined, b: null, c: false, d: 0, e: '', f: [], g: {} };
    expect(JSON.parse(encodeValues(values))).toEqual({ b: null, c: false, d: 0, e: '', f: [], g: {} });
  });

  it('gives back any JSON without template marks', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('${') && !text.includes('%{') && !text.includes('__proto__'));
        fc.pre(problemsOfValues(value).length === 0);
        expect(JSON.parse(encodeValues(value))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['a large number', { a: { b: 2 ** 53 } }, 'a.b'],
    ['a function', { a: [() => 1] }, 'a[0]'],
    ['no number', { n: Number.NaN }, 'n'],
    ['a class', { when: new Date(0) }, 'when'],
  ])('reports %s with its path: DH2007', (_, values, path) => {
    const problems = problemsOfValues(values);
    expect(problems).toEqual([expect.objectContaining({ code: 'DH2007' })]);
    expect(problems[0]?.what).toContain(`'${path}'`);
  });
});

describe('encodeObjects', () => {
  it('writes a line an object, with what encodeValues gives back', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(object, { maxLength: 4 }), (objects) => {
        fc.pre(problemsOfValues(objects).length === 0 && !JSON.stringify(objects).includes('__proto__'));
        const text = encodeObjects(objects);
        expect(text.split('\n')).toHaveLength(objects.length + (objects.length === 0 ? 3 : 2));
        expect(JSON.parse(text)).toEqual({ objects: JSON.parse(encodeValues(objects)) as unknown });
      }),
    );
  });

  it('writes an object with keys in order as it writes one without', () => {
    const sorted = { a: { b: [{ c: '${x}' }], d: 1 }, e: 'f' };
    expect(encodeObjects([{ e: 'f', a: { d: 1, b: [{ c: '${x}' }] } }])).toBe(encodeObjects([sorted]));
    expect(encodeObjects([{ a: 1, b: { 10: 1, 9: 2 } }])).toBe('{"objects": [\n{"a":1,"b":{"9":2,"10":1}}\n]}');
  });

  it('writes a name the same way beside a token, a mark, or neither', () => {
    const token = Token.asString({ resolve: () => 'later' });
    const number = Token.asNumber({ resolve: () => 7 });
    const lines = [{ text: '${x}' }, { text: token }, { number }, { list: [token] }].map((more) =>
      encodeObjects([{ name: 'a "name"', ...more }]),
    );
    for (const text of [encodeObjects([{ name: 'a "name"' }]), ...lines])
      expect(text).toContain('"name":"a \\"name\\""');
    expect(lines[0]).toContain('"text":"$${x}"');
    expect(lines.slice(1).filter((text) => /jsonencode|TfToken/.test(text))).toHaveLength(3);
  });
});

describeReal(['terraform'], 'encoded values in Terraform', () => {
  it('arrive as they were meant, templates, quotes and tokens included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'datahall-encoder-'));
    const app = new App({ outdir: folder });
    const stack = new TerraformStack(app, 'encoder');
    // cdktf keeps the state where the program runs otherwise.
    new LocalBackend(stack, { path: join(folder, 'terraform.tfstate') });
    const text = new TerraformVariable(stack, 'text', { type: 'string', default: 'say "yes" \\ ${x}\n%{if}' });
    const list = new TerraformVariable(stack, 'list', { type: 'list(string)', default: ['a', 'b"c'] });
    const number = new TerraformVariable(stack, 'number', { type: 'number', default: 7 });
    const values = {
      literal: '${VAR} %{if} "quoted" back\\slash\nline',
      'key ${x}': true,
      whole: text.stringValue,
      inside: `<${text.stringValue}|${text.stringValue}> "x"`,
      list: list.listValue,
      number: number.numberValue,
      nested: [{ deep: Token.asString(number.value) }],
    };
    new TerraformOutput(stack, 'values', { value: encodeValues(values) });
    app.synth();
    // Terraform reads defaults of variables as literals only where they hold no template: give them in a file.
    const path = join(folder, 'stacks/encoder');
    const main = JSON.parse(readFileSync(join(path, 'cdk.tf.json'), 'utf8')) as { variable: Record<string, object> };
    const given = { text: 'say "yes" \\ ${x}\n%{if}', list: ['a', 'b"c'], number: 7 };
    main.variable = { text: { type: 'string' }, list: { type: 'list(string)' }, number: { type: 'number' } };
    writeFileSync(join(path, 'cdk.tf.json'), JSON.stringify(main));
    writeFileSync(join(path, 'terraform.tfvars.json'), JSON.stringify(given));
    const run = (...args: string[]): string =>
      execFileSync(found('terraform'), args, { cwd: path, env: terraformEnvironment(), encoding: 'utf8' });
    run('init', '-input=false');
    run('apply', '-input=false', '-auto-approve');
    expect(JSON.parse(run('output', '-raw', 'values'))).toEqual({
      literal: '${VAR} %{if} "quoted" back\\slash\nline',
      'key ${x}': true,
      whole: given.text,
      inside: `<${given.text}|${given.text}> "x"`,
      list: given.list,
      number: 7,
      nested: [{ deep: 7 }],
    });
    rmSync(folder, { recursive: true });
  });
});
