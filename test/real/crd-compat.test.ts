import type { CrdBreak } from '../../lib/plan/crd-compat';
import { ApiError } from '../support/real/api';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { CRD_CASES, definition } from '../support/crd-cases';

const FOLDER = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const APPLY = { type: 'application/apply-patch+yaml' };
const MANAGER = 'fieldManager=datahall-test&force=true';

describeReal([...CONTROL_PLANE], 'what a new definition does to objects', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane('dev');
  });
  afterAll(() => plane.stop());

  const put = (crd: { readonly metadata: { readonly name: string } }): Promise<unknown> =>
    plane.api.send('PATCH', `${FOLDER}/${crd.metadata.name}?${MANAGER}`, { ...APPLY, body: crd });

  /** What becomes of an object that is made anew: one that is there may keep what is wrong until that is changed. */
  async function fate(
    folder: string,
    body: { readonly spec: unknown; readonly metadata: object },
  ): Promise<CrdBreak['effect'] | 'kept'> {
    try {
      const now = await plane.api.send<{ readonly spec?: unknown }>('POST', `${folder}?dryRun=All`, { body });
      return JSON.stringify(now.spec) === JSON.stringify(body.spec) ? 'kept' : 'lost';
    } catch (error) {
      if (error instanceof ApiError && error.status === 422) return 'refused';
      throw error;
    }
  }

  const cases = CRD_CASES.map((each, index) => {
    const kind = `Thing${index}`;
    const folder = `/apis/example.com/v1/namespaces/default/${kind.toLowerCase()}s`;
    return { ...each, kind, folder, body: { apiVersion: 'example.com/v1', kind, spec: each.spec } };
  });

  beforeAll(async () => {
    const patient = { seconds: 60, every: 200 };
    await Promise.all(
      cases.map(async ({ kind, folder, body, before }) => {
        await put(definition({ v1: { spec: before } }, kind));
        const create = (): Promise<true> =>
          plane.api.send('POST', folder, { body: { ...body, metadata: { name: 'a' } } }).then(() => true);
        await eventually('the kind is served', create, patient);
      }),
    );
    await Promise.all(cases.map(({ kind, after }) => put(definition({ v1: { spec: after } }, kind))));
  });

  test.each(cases)('$name', async ({ folder, body, breaks, fills = false }) => {
    const expected = breaks[0]?.[0] ?? 'kept';
    const reached = async (): Promise<string | undefined> => {
      const now = await fate(folder, { ...body, metadata: { name: 'b' } });
      // What a default fills in is more than was sent.
      return now === expected || (now === 'lost' && fills) ? expected : undefined;
    };
    // A server goes on with the old schema for a moment.
    expect(await eventually(`it is ${expected}`, reached, { seconds: 10, every: 100 })).toBe(expected);
  });

  test('a version in which objects are stored cannot go, nor can the scope change', async () => {
    const spec = { type: 'object' } as const;
    await put(definition({ v1: { spec } }, 'Stored'));
    await expect(put(definition({ v2: { spec } }, 'Stored'))).rejects.toThrow(/storedVersions/);
    await expect(put(definition({ v1: { spec } }, 'Stored', 'Cluster'))).rejects.toThrow(/scope|immutable/);
  });
});
