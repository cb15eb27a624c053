import { addKubeVersion, kubeVersions } from '../../../../lib/cli/charts/kube-versions';
import { KUBERNETES } from '../../../../lib/cli/helm';

describe('the version of Kubernetes that charts are told', () => {
  const STAGES = ['dev', 'production'];

  test.each<[string, readonly string[], string, string, string]>([
    ['is the newest where nobody says it', [], KUBERNETES, KUBERNETES, KUBERNETES],
    ['is one of all stages', ['1.33.1'], '1.33.1', '1.33.1', '1.33.1'],
    ['is that of a stage, before that of all', ['dev=v1.31', '1.33.1'], 'v1.31', '1.33.1', '1.33.1'],
    ['is the last that is said', ['1.33.1', '1.32.0', 'dev=1.30', 'dev=1.31'], '1.31', '1.32.0', '1.32.0'],
  ])('%s', (_, entries, dev, production, none) => {
    const versionOf = kubeVersions(entries, STAGES);
    expect(['dev', 'production', undefined].map(versionOf)).toEqual([dev, production, none]);
  });

  test('is of stages that are planned: DH6030', () => {
    expect(() => kubeVersions(['prod=1.33.1'], STAGES)).toThrow(/DH6030[\s\S]*'prod'[\s\S]*'dev', 'production'/);
  });

  test('is a version', () => {
    expect(addKubeVersion('dev=1.33.1', addKubeVersion('1.34'))).toEqual(['1.34', 'dev=1.33.1']);
    for (const text of ['', 'dev', '1', '1.2.3.4', 'dev=', '=1.33.1', 'a=b=1.33.1', '1.33.1\n--debug'])
      expect(() => addKubeVersion(text)).toThrow('a version of Kubernetes is like');
  });
});
