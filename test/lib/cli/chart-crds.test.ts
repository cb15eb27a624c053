import { crdsIn, oppositeOf } from '../../../lib/cli/chart-crds';
import { CRD_LAYOUTS } from '../../../lib/charts/layouts';

const crd = (name: string, group: string): string =>
  JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: { group },
  });

describe('CRDs in what helm prints', () => {
  const text = [
    crd('b.own.io', 'own.io'),
    '# empty',
    'kind: Service',
    crd('a.own.io', 'own.io'),
    crd('c.other', 'other'),
  ];

  it("are the chart's own, by name", () => {
    const found = crdsIn(text.join('\n---\n'), ['own.io']);
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['a.own.io', 'b.own.io']);
  });

  it('are refused when the text is no YAML', () => {
    expect(() => crdsIn('a: [', [])).toThrow(/flow/i);
  });

  it('are brought by the switches that leave them out, turned the other way', () => {
    expect(oppositeOf(CRD_LAYOUTS.metallb.off)).toEqual({
      crds: { enabled: true },
      'frr-k8s': { crds: { enabled: true } },
    });
  });
});
