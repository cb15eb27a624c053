import { network, bergen } from '../../examples/site/program';
import { proofsOf } from '../../lib/network/proofs/proofs-of';
import { synth } from '../support/synth';

describe('the example of a site', () => {
  it('holds all that it states', () => {
    const proofs = proofsOf(bergen());
    expect(proofs.filter(({ ok }) => !ok)).toEqual([]);
    const rules = new Set(proofs.map(({ rule }) => rule));
    // Redundancy, risks, bisection, oversubscription, hops, traffic, cables, plant, cooling, availability, growth.
    for (const code of [
      'DH3008',
      'DH3821',
      'DH3823',
      'DH3824',
      'DH3825',
      'DH3827',
      'DH3860',
      'DH3863',
      'DH3252',
      'DH3254',
      'DH3260',
      'DH3265',
    ])
      expect(rules).toContain(code);
  });

  it('synthesizes without a finding, with its documents and configurations', () => {
    const { findings, files, stacks } = synth(network);
    expect(findings).toEqual([]);
    expect(stacks).toEqual(['bergen1-network']);
    const artifacts = [...files.keys()].filter((path) => path.startsWith('artifacts/bergen1-network/network/'));
    const configurations = [...files.keys()].filter((path) =>
      path.startsWith('artifacts/ansible/inventories/bergen1/'),
    );
    expect(configurations.filter((path) => path.endsWith('frr.conf'))).toHaveLength(12 + 6 + 24);
    expect(artifacts.map((path) => path.split('/')[3])).toEqual(
      expect.arrayContaining(['report.md', 'racks.svg', 'rows.csv']),
    );
  });
});
