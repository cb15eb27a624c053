import { ApiError } from '../support/real/api';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { IMMUTABLE_CASES } from '../support/immutable-cases';

const APPLY = { type: 'application/apply-patch+yaml' };

describeReal([...CONTROL_PLANE], 'updates on an API server', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane('dev');
  });
  afterAll(() => plane.stop());

  test.each(IMMUTABLE_CASES)('$name', async ({ before, after, refused }) => {
    const { name, namespace } = before.metadata;
    const path = plane.api.path(await plane.api.resource(before.kind, before.apiVersion), name, namespace);
    const put = (body: typeof before): Promise<unknown> =>
      plane.api.send('PATCH', `${path}?fieldManager=helm&force=true`, { ...APPLY, body });
    await put(before);
    const answer = await put(after).then(
      () => 'taken',
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 422) return 'refused';
        throw error;
      },
    );
    expect(answer).toBe(refused.length === 0 ? 'taken' : 'refused');
  });
});
