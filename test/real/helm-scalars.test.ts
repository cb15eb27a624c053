import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from '../../lib/plan/values';
import { SCALARS } from '../support/helm-scalars';
import { found } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';

describeReal(['helm'], 'values of a release', () => {
  test('are to us what they are to Helm', () => {
    const folder = mkdtempSync(join(tmpdir(), 'datahall-scalars-'));
    try {
      mkdirSync(join(folder, 'templates'));
      writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
      writeFileSync(
        join(folder, 'templates/a.yaml'),
        '{{ range .Values.all }}# {{ list (kindOf .) . | toJson }}\n{{ end }}',
      );
      const text = `all:\n${SCALARS.map((scalar) => `- ${scalar}\n`).join('')}`;
      writeFileSync(join(folder, 'values.yaml'), text);
      const out = execFileSync(found('helm'), ['template', 'a', folder], { encoding: 'utf8' });
      const theirs = out
        .split('\n')
        .flatMap((line) => (line.startsWith('# [') ? [JSON.parse(line.slice(2)) as unknown] : []));
      const kinds: Readonly<Record<string, string>> = {
        number: 'float64',
        boolean: 'bool',
        object: 'invalid',
        string: 'string',
      };
      const { all } = parseDocument(text) as { readonly all: readonly unknown[] };
      const ours = all.map((value) => [kinds[typeof value], value]);
      expect(SCALARS.map((scalar, index) => [scalar, ours[index]])).toEqual(
        SCALARS.map((scalar, index) => [scalar, theirs[index]]),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
