import { verifyDocument } from '../../../../lib/charts/verify/verify-values';

const reference = { health: { port: 8081 }, frameworks: ['a'], selector: null };

it('compares a document with its reference', () => {
  const document = 'health: { port: 1, prot: 2 }\nframeworks: [b]\nselector: { matchLabels: { a: b } }\n';
  expect(verifyDocument(document, reference).map(({ path, verdict }) => `${path.join('.')} ${verdict}`)).toEqual([
    'health.port known',
    'health.prot orphan',
    'frameworks known',
    'selector.matchLabels.a open',
  ]);
});

it('suggests and takes allowances as for values', () => {
  expect(verifyDocument('helth: { port: 1 }', reference)).toEqual([
    { path: ['helth', 'port'], verdict: 'orphan', suggestion: 'health' },
  ]);
  expect(verifyDocument('webhook: { port: 1 }', reference, { reads: [{ path: 'webhook', reason: 'why' }] })).toEqual([
    { path: ['webhook', 'port'], verdict: 'open', note: 'why' },
  ]);
});

it('reports text that is no YAML', () => {
  expect(verifyDocument('a: [', reference)).toEqual([
    { path: [], verdict: 'orphan', note: expect.stringContaining('not YAML') },
  ]);
});

it('finds nothing where there is no reference', () => {
  expect(verifyDocument('a: 1', undefined)).toEqual([{ path: ['a'], verdict: 'orphan' }]);
});
