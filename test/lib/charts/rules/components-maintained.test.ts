import { Model } from 'datahall';
import { componentsMaintained } from '../../../../lib/charts/rules/components-maintained';

const release = { kind: 'helm-release', path: 'network/ingress', stage: 'dev', chart: 'ingress-nginx' };

describe('componentsMaintained', () => {
  it('reports a component that is no longer maintained: DH2009', () => {
    const endOfLife = { date: '2026-03-31', replacement: 'Gateway API', source: 'announcement' };
    const past = { ...release, endOfLife };
    const [violation, ...others] = componentsMaintained.check(new Model([past]));
    expect(violation?.problem.code).toBe('DH2009');
    expect(violation?.problem.got).toContain('2026-03-31');
    expect(others).toEqual([]);
  });

  it('says nothing of one that is', () => {
    expect(componentsMaintained.check(new Model([release]))).toEqual([]);
  });
});
