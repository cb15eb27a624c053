import { crdsIn, oppositeOf } from '../../../lib/cli/chart-crds';
import { CRD_LAYOUTS } from '../../../lib/charts/layouts';

const crd = (name: string, group: string): string =>
  `\nkind: CustomResourceDefinition\nmetadata: { name: ${name} }\nspec: { group: ${group} }\n`;

describe('CRDs in what helm renders', () => {
  const text = [crd('b.own.io', 'own.io'), '\n# empty\n', '\nkind: Bad: YAML\n', crd('a.own.io', 'own.io')];

  it("are the chart's own, by name", () => {
    const found = crdsIn([...text, crd('c.other', 'other')].join('---'), ['own.io']);
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['a.own.io', 'b.own.io']);
  });

  it('are refused when the text is no YAML', () => {
    expect(() => crdsIn(`${crd('a', 'b')}a: [`, [])).toThrow(/flow/i);
  });

  it('are brought by the switches that leave them out, turned the other way', () => {
    expect(oppositeOf(CRD_LAYOUTS.metallb.off)).toEqual({
      crds: { enabled: true },
      'frr-k8s': { crds: { enabled: true } },
    });
  });
});
