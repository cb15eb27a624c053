import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kubectl } from '../../../lib/cli/kubectl';
import { applyObjects, liveObjects } from '../../../lib/cli/kubectl-objects';

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
  const kubectl = (path: string): Kubectl => new Kubectl({ context: 'dev', path: '/none' }, path);

  test('that is missing is said so: DH4157', async () => {
    await expect(kubectl(join(folder, 'none')).uid()).rejects.toThrow(/DH4157/);
  });

  test('that fails is quoted: DH4160', async () => {
    await expect(
      liveObjects(kubectl(program('echo "error: no such context" >&2; exit 1')), [], undefined),
    ).rejects.toThrow(/DH4160.*\n.*no such context/);
  });

  test('that ends before it has read anything is quoted all the same', async () => {
    const failed = await kubectl(program('echo "error: no such flag" >&2; exit 1')).attempt([], 'x'.repeat(1 << 22));
    expect(failed).toMatchObject({ ok: false, message: 'error: no such flag' });
  });

  test('always has one context and file, and changes nothing in a dry run', async () => {
    const echo = program('echo "{\\"kind\\":\\"List\\",\\"items\\":[{\\"args\\":\\"$*\\"}]}"');
    const { answers: dry } = await applyObjects(kubectl(echo), [], 'ns', true);
    expect((dry[0] as unknown as { args: string }).args).toBe(
      '--kubeconfig /none --context dev --request-timeout 30s apply -f - --server-side --force-conflicts --field-manager=datahall --dry-run=server -o json --namespace ns',
    );
    const { answers: wet } = await applyObjects(kubectl(echo), [], undefined, false);
    expect((wet[0] as unknown as { args: string }).args).not.toContain('dry-run');
  });

  test('says nothing where nothing is there', async () => {
    expect(await liveObjects(kubectl(program('cat > /dev/null')), [], undefined)).toEqual([]);
  });
});
