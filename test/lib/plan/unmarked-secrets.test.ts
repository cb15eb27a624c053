import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import type { Json, JsonObject } from '../../../lib/plan/json';
import { isSecretName, maskAssignments } from '../../../lib/plan/secret-names';
import { change, reportOfChanges } from '../../support/plans';

const output = (changes: readonly JsonObject[]): string => {
  const report = reportOfChanges(changes);
  return `${JSON.stringify(report)}\n${toMarkdown(report)}`;
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (parts: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  ...parts,
});

/** A release whose values hold something, before and after. */
const values = (of: (canary: string) => Json): JsonObject =>
  change({
    address: 'helm_release.a',
    before: { name: 'a', values: [text(of('canary-one'))] },
    after: { name: 'a', values: [text(of('canary-two'))] },
  });
const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const yaml = (name: string, canary: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\nstringData:\n  p: ${canary}\n`;

describe('data of a Secret that nobody marked never show', () => {
  test.each<[string, JsonObject]>([
    ['deep in values', values((it) => ({ global: { extra: [secret({ stringData: { p: it } })] } }))],
    ['in a map', values((it) => ({ extraObjects: { a: secret({ data: { p: base64(it), q: it } }) } }))],
    [
      'in a list of kind List',
      values((it) => ({
        objects: [
          { apiVersion: 'v1', kind: 'List', metadata: { name: 'l' }, items: [secret({ stringData: { p: it } })] },
        ],
      })),
    ],
    ['in a list of other things', values((it) => ({ objects: [secret({ stringData: { p: it } }), null] }))],
    [
      'without a name',
      values((it) => ({ objects: [{ ...secret({ stringData: { p: it } }), metadata: { generateName: 's' } }] })),
    ],
    ['in a text of values', values((it) => ({ extraDeploy: [yaml('a', it)] }))],
    ['in a template', values((it) => `extraDeploy:\n  - |\n${yaml('{{ .Release.Name }}', it).replace(/^/gm, '    ')}`)],
    [
      'in what kubectl applied last',
      values((it) => ({
        objects: [
          secret({
            metadata: {
              name: 's',
              annotations: {
                'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret({ data: { p: base64(it) } })),
              },
            },
          }),
        ],
      })),
    ],
    [
      'in a ConfigMap',
      change({
        before: { data: { 's.yaml': yaml('a', 'canary-one') } },
        after: { data: { 's.yaml': yaml('a', 'canary-two') } },
      }),
    ],
    [
      'in a manifest of another provider',
      change({
        address: 'kubectl_manifest.a',
        before: { yaml_body: yaml('a', 'canary-one'), yaml_body_parsed: 'p: canary-one' },
        after: { yaml_body: yaml('a', 'canary-two') },
      }),
    ],
    [
      'as a setting of Helm',
      change({
        address: 'helm_release.a',
        before: { set: [{ name: 'adminPassword', value: 'canary-one' }] },
        after: { set: [{ name: 'adminPassword', value: 'canary-two' }] },
      }),
    ],
    [
      'in a custom resource',
      values((it) => ({
        objects: [
          { apiVersion: 'x/v1', kind: 'Grafana', metadata: { name: 'g' }, spec: { security: { admin_password: it } } },
        ],
      })),
    ],
    ['as an environment variable', values((it) => ({ env: [{ name: 'DB_PASSWORD', value: it }] }))],
    [
      'in lines of configuration',
      change({
        before: { data: { c: 'a: 1\npassword: canary-one\n' } },
        after: { data: { c: 'a: 1\npassword: canary-two\n' } },
      }),
    ],
    [
      'in something new',
      change({
        actions: ['create'],
        after: { data: { token: 'canary-one', list: [{ name: 'api-key', value: 'canary-two' }] } },
      }),
    ],
  ])('%s', (_, entry) => {
    const shown = output([entry]);
    expect(shown).not.toMatch(/canary|Y2FuYXJ5/);
    expect(shown).toContain('‹secret');
  });
});

describe('a marked secret never shows', () => {
  const S = `canary's "s3cret\\x" <y> & z`;
  const marked = (others: JsonObject, p: Json = S): JsonObject =>
    change({
      address: 'a.a',
      before: { p, ...others },
      after: { p, n: 1 },
      before_sensitive: { p: true },
      after_sensitive: { p: true },
    });
  const html = (it: string): string =>
    it
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;');
  const json = (it: string, times: number): string => (times === 0 ? it : json(JSON.stringify({ x: it }), times - 1));

  test.each<[string, string]>([
    ['with quotes doubled by YAML', `a: '${S.replaceAll("'", "''")}'`],
    ['as HTML', html(S)],
    ['in base64 of base64', base64(base64(`user:${S}`))],
    ['in base64 after a letter', `x${base64(base64(S))}`],
    ['in three layers of JSON', json(S, 3)],
    ['in base64 of narrow lines', base64(`user:${S}`).replace(/.{8}/g, '$&\n  ')],
    ['in HTML of JSON', html(JSON.stringify(S))],
    ['in a URL in JSON', JSON.stringify({ u: encodeURIComponent(S) })],
    ['over two lines', 'canary\'s "s3cret\\x"\n  <y> & z'],
    ['after a long text', `${'lorem ipsum '.repeat(2000)}${S}`],
  ])('%s', (_, leak) => {
    const shown = output([marked({ leak })]);
    expect(shown).not.toMatch(/canary|s3cret|Y2FuYXJ5|czNjcmV0/);
  });

  test('as a large number', () => {
    const shown = output([marked({ a: '1000000000000000000000', b: 'pin 1e+21' }, 1e21)]);
    expect(shown).not.toMatch(/1000000|e\+21/);
  });

  test('as a key of a map that is sensitive as a whole', () => {
    const shown = output([marked({ other: { 'canary-user-7': 1 } }, { 'canary-user-7': 1, password: 2 })]);
    expect(shown).not.toContain('canary');
    // Usual keys say nothing.
    expect(output([marked({ password: 'x' }, { password: 'aaaa-bbbb' })])).toContain('"path":"password"');
  });

  test('when a long text is cut before it', () => {
    const long = Array.from({ length: 400 }, (_, at) => `canary${at}`).join('-');
    const shown = output([
      change({ address: 'a.s', after: { p: long }, after_sensitive: { p: true } }),
      change({
        address: 'a.l',
        before: { p: `${'x'.repeat(5000)}${long}a` },
        after: { p: `${'x'.repeat(5000)}${long}b` },
      }),
    ]);
    expect(shown).not.toContain('canary');
  });
});

test('a document that is read quotes nothing on standard error', () => {
  const said: unknown[] = [];
  const spies = (['warn', 'error', 'log'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation((...all: unknown[]) => void said.push(...all)),
  );
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation((it) => void said.push(it));
  output([values((it) => `x: {{${it}: 1}: 2}\n`), values((it) => `kind: Secret\n${it}: [{{a}}: !!x ]\n`)]);
  for (const spy of [...spies, warn]) spy.mockRestore();
  expect(said).toEqual([]);
});

describe('names', () => {
  test.each(
    'password adminPassword DB_PASSWORD root-passwd token api_token apiKey private_key secretAccessKey clientSecret credentials auth.password DB_PASS rootPass pgpass PASS PASSWORD_1 password2 private_key_pem ssh_key tls.key apiKeys encryptionKeys hmacKey SECRET_KEY_BASE secretString .dockerconfigjson kubeconfig bearer mysql_root_pw'.split(
      ' ',
    ),
  )('%s is secret', (name) => expect(isSecretName(name)).toBe(true));
  test.each(
    'existingSecret imagePullSecret secretName passwordKey tokenTTL eos_token key keys tokenizer passThrough bypass compass keyName publicKey ssh_public_key tokenEndpoint passwordPolicy secretStoreRef authorization kubeconfigPath pod name'.split(
      ' ',
    ),
  )('%s is none', (name) => expect(isSecretName(name)).toBe(false));
  test('are found in lines of any form', () => {
    expect(maskAssignments('password=abcd; "api_key": "wxyz", secretName: visible')).toBe(
      'password=‹secret›; "api_key": "‹secret›", secretName: visible',
    );
  });
});
