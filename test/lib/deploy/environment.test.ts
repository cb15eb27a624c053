import { removedFrom, REMOVED_VARIABLES, terraformEnvironment } from '../../../lib/deploy/environment';

const CALLER = {
  ...{ KUBE_HOST: 'https://elsewhere', KUBE_CTX: 'x', KUBE_CONFIG_PATH: 'x', KUBECONFIG: 'x' },
  ...{ KUBERNETES_SERVICE_HOST: '10.0.0.1', HELM_KUBECONTEXT: 'x', HELM_KUBEAPISERVER: 'x', HELM_NAMESPACE: 'x' },
  ...{ HELM_DRIVER: 'configmap', TF_CLI_ARGS: '-destroy', TF_CLI_ARGS_apply: '-target=a', TF_WORKSPACE: 'x' },
  ...{ TF_DATA_DIR: 'x', TF_REATTACH_PROVIDERS: '{}', TF_INPUT: '1' },
};
const KEPT = {
  ...{ PATH: '/bin', HOME: '/root-of-a-user', AWS_ACCESS_KEY_ID: 'key', GOOGLE_CREDENTIALS: '{}', PG_CONN_STR: 'x' },
  ...{ HTTPS_PROXY: 'x', TF_PLUGIN_CACHE_DIR: 'x', TF_CLI_CONFIG_FILE: 'x', TF_VAR_size: '1', TF_TOKEN_app: 'x' },
  ...{ HELM_REGISTRY_CONFIG: 'x', KUBELET: 'x' },
};

describe('the environment of Terraform', () => {
  it('has nothing that redirects a provider or a state', () => {
    expect(terraformEnvironment({ ...CALLER, ...KEPT })).toEqual({ ...KEPT, TF_IN_AUTOMATION: '1', TF_INPUT: '0' });
  });

  it('leaves out what is not set', () => {
    expect(terraformEnvironment({ PATH: undefined })).toEqual({ TF_IN_AUTOMATION: '1', TF_INPUT: '0' });
  });

  it('names what was left out, but for what is only set anew', () => {
    const names = Object.keys(CALLER).filter((name) => name !== 'TF_INPUT');
    expect(removedFrom({ ...CALLER, ...KEPT, TF_IN_AUTOMATION: '1' })).toEqual(names.sort());
    expect(removedFrom({ ...KEPT, KUBE_HOST: undefined })).toEqual([]);
  });

  it.each(REMOVED_VARIABLES.map(({ names, why }) => [String(names), names, why] as const))(
    'has a reason for %s, and somebody who sets it',
    (_, names, why) => {
      expect(why.length).toBeGreaterThan(10);
      expect([...Object.keys(CALLER), 'TF_IN_AUTOMATION'].some((name) => names.test(name))).toBe(true);
    },
  );
});
