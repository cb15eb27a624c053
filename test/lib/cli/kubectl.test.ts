import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kubectl } from '../../../lib/cli/kubectl';

describe('kubectl', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-kubectl-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const program = (script: string): string => {
    const path = join(folder, 'kubectl');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const kubectl = (path: string): Kubectl => new Kubectl({ name: 'dev', path: '/none' }, path);

  test('that is missing is said so: DH6034', async () => {
    await expect(kubectl(join(folder, 'none')).clusterUid()).rejects.toThrow(/DH6034/);
  });

  test('that fails is quoted: DH6035', async () => {
    await expect(kubectl(program('echo "error: no such context" >&2; exit 1')).get([], undefined)).rejects.toThrow(
      /DH6035.*\n.*no such context/,
    );
  });

  test('always has one context and file, and changes nothing in a dry run', async () => {
    const echo = program('echo "{\\"kind\\":\\"List\\",\\"items\\":[{\\"args\\":\\"$*\\"}]}"');
    const [dry] = await kubectl(echo).apply([], 'ns', true);
    expect((dry as unknown as { args: string }).args).toBe(
      '--kubeconfig /none --context dev apply -f - --server-side --force-conflicts --field-manager=datahall --dry-run=server -o json --namespace ns',
    );
    const [wet] = await kubectl(echo).apply([], undefined, false);
    expect((wet as unknown as { args: string }).args).not.toContain('dry-run');
  });

  test('says nothing where nothing is there', async () => {
    expect(await kubectl(program('cat > /dev/null')).get([], undefined)).toEqual([]);
  });
});
