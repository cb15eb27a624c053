import { EnvoyGateway } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

describe('EnvoyGateway', () => {
  it('runs two controllers on two hosts, and keeps one through drains', () => {
    const out = synth(oneStage((stage) => void EnvoyGateway.of(stage.network)));
    expect(out.stopped).toBe(false);
    expect(out.releases[0]?.values).toMatchObject({
      deployment: { replicas: 2, priorityClassName: 'datahall-platform' },
      podDisruptionBudget: { minAvailable: 1 },
    });
    expect(
      out.of('Namespace').find(({ metadata }) => metadata.name === 'envoy-gateway-system')?.metadata.labels,
    ).toEqual(expect.objectContaining({ 'pod-security.kubernetes.io/enforce': 'restricted' }));
  });

  it('is there once a stage: DH3309', () => {
    const out = synth(
      oneStage((stage) => {
        EnvoyGateway.of(stage.network);
        expect(EnvoyGateway.of(stage.serving)).toBe(EnvoyGateway.of(stage.network));
        new EnvoyGateway(stage.network, 'second');
      }),
    );
    expect(out.codes).toContain('DH3309');
  });
});
