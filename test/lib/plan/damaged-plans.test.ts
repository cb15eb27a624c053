import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DatahallError } from '../../../lib/errors/datahall-error';
import { buildReport } from '../../../lib/plan/build-report';
import { toHtml } from '../../../lib/plan/html/page';
import type { Json } from '../../../lib/plan/json';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { readPlan } from '../../../lib/plan/read-plan';
import { toSarif } from '../../../lib/plan/sarif';
import { CORPUS, corpusNames } from '../../support/corpus/cases';

type Place = readonly [holder: object, key: string];

const plans = corpusNames().map((name) => readFileSync(join(CORPUS, name, 'plan.json'), 'utf8'));

/** What stands where something else should: wrong types, empty and strange texts, documents within texts. */
const strange: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom('', '__proto__', '{"a":', 'kind: x\n', '\ud800', 1e300, [null], [[[]]], undefined),
);

/** Every member and element of a document. */
function placesOf(value: unknown, found: Place[] = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, child] of Object.entries(value)) {
    found.push([value, key]);
    placesOf(child, found);
  }
  return found;
}

test('a real plan with anything wrong in it is refused clearly, or reported in each format', () => {
  const damages = fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...plans), damages, (text, wrong) => {
      const document = JSON.parse(text) as object;
      const places = placesOf(document);
      for (const [at, value] of wrong) {
        const [holder, key] = places[at % places.length] as Place;
        Object.defineProperty(holder, key, { value, enumerable: value !== undefined });
      }
      try {
        const report = buildReport([{ plan: readPlan('plan.json', Buffer.from(JSON.stringify(document))) }]);
        for (const write of [JSON.stringify, toMarkdown, toHtml]) expect(write(report)).toBe(write(report));
        expect(toSarif(report, '0.0.0')).toHaveProperty('runs');
      } catch (error) {
        if (!DatahallError.is(error)) throw error;
      }
    }),
    { numRuns: 150 },
  );
});
