import { adoptableIn } from '../../../lib/deploy/adoptable';

const configuration = {
  resource: {
    kubernetes_namespace_v1: { apps: { metadata: { name: 'apps' } }, new: { metadata: { name: 'new' } } },
    helm_release: {
      app: { name: 'app', namespace: 'apps' },
      stuck: { name: 'stuck', namespace: 'apps' },
      mine: { name: 'mine', namespace: 'apps' },
      next: { name: 'app', namespace: 'other' },
    },
    kubernetes_network_policy_v1: { deny: { metadata: { name: 'deny' } } },
  },
};
const revision = (name: string, status: string) => ({ namespace: 'apps', name, revision: 1, status });

test('what is there and not in the state is imported, by the ids of the providers', () => {
  const found = adoptableIn(
    { id: 'lab-dev-base', configuration, state: new Set(['helm_release.mine']) },
    {
      namespaces: new Set(['apps', 'default']),
      releases: [revision('app', 'deployed'), revision('stuck', 'pending-install'), revision('mine', 'deployed')],
    },
  );
  expect(found.map(({ to, id, state }) => [to, id, state])).toEqual([
    ['kubernetes_namespace_v1.apps', 'apps', 'import'],
    ['kubernetes_namespace_v1.new', 'new', 'create'],
    ['helm_release.app', 'apps/app', 'import'],
    ['helm_release.stuck', 'apps/stuck', 'broken'],
    ['helm_release.mine', 'apps/mine', 'known'],
    ['helm_release.next', 'other/app', 'create'],
  ]);
  expect(new Set(found.map(({ stack }) => stack))).toEqual(new Set(['lab-dev-base']));
});
