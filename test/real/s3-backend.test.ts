import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backend, type S3BackendOptions } from 'datahall';
import { describeReal } from '../support/real/describe-real';
import { S3Store } from '../support/real/s3-store';
import { TerraformRun } from '../support/real/terraform';

describeReal(['terraform'], 'state in a store that is not AWS', () => {
  let store: S3Store;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-s3-'));
    store = await S3Store.start();
  });

  afterEach(async () => {
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function keepState(
    options: Partial<S3BackendOptions> = {},
    environment: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const backend = Backend.s3({ bucket: 'state', region: 'oslo-1', endpoint: store.url, ...options });
    const s3 = backend.attributes('lab/dev/foundation', folder);
    const document = { terraform: { backend: { s3 } }, output: { kept: { value: 'here' } } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(document));
    const run = new TerraformRun(folder, { ...store.environment, ...environment });
    await run.init();
    await run.apply();
  }

  it('is kept there under its key and locked, in a region that AWS does not have, and AWS is never asked', async () => {
    await keepState();
    expect([...store.objects.keys()]).toEqual(['/state/lab/dev/foundation.tfstate']);
    expect(store.objects.get('/state/lab/dev/foundation.tfstate')).toContain('here');
    const path = '/state/lab/dev/foundation.tfstate.tflock';
    expect(store.requests).toContainEqual(expect.objectContaining({ method: 'PUT', path }));
    expect(store.outside).toEqual([]);
  });

  it('is written without checksums, for stores that know none, where the environment of Terraform asks for that', async () => {
    await keepState({}, { AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required' });
    const written = store.requests.filter(({ method }) => method === 'PUT');
    expect(written).toHaveLength(2);
    const headers = written.flatMap((each) => Object.keys(each.headers));
    expect(headers.filter((name) => name.includes('checksum'))).toEqual([]);
  });

  it('is reached by a role that the store itself gives', async () => {
    await keepState({ roleArn: 'arn:aws:iam:::role/dev' });
    const written = store.requests.find(({ method }) => method === 'PUT');
    expect(written?.headers.authorization).toContain('Credential=taken/');
    expect(store.outside).toEqual([]);
  });
});
