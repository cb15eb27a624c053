import { constructFromEvents, defineScalarTag, FAILSAFE_SCHEMA, NOT_RESOLVED, parseEvents } from 'js-yaml';
import { helmScalar } from './helm-scalars';
import type { Json } from './json';
import { mayMerge } from './yaml-merge';

/** Characters that a scalar which is no text begins with. */
const FIRST = ['', ...Array.from('~yYnNoOtTfF+-.0123456789')];

/** What is written plainly; a tag asks for more than is read here. */
const PLAIN = defineScalarTag<string | number | boolean | null>('tag:datahall,2026:plain', {
  implicit: true,
  implicitFirstChars: FIRST,
  resolve: (source) => {
    const value = helmScalar(source);
    return typeof value === 'string' ? NOT_RESOLVED : value;
  },
  identify: () => false,
});

const SCHEMA = FAILSAFE_SCHEMA.withTags(PLAIN);

/** A directive asks for another schema. */
const DIRECTIVE = /^%/m;

/**
 * Reads a YAML document without anchors, tags and merge keys, as nearly all values of releases are. It is read ten
 * times as fast as by the package `yaml`, which is for the others: plans hold megabytes of YAML.
 *
 * @param document any text
 * @returns nothing for what is not read here, or is no YAML
 */
export function readPlainYaml(document: string): Json | undefined {
  if (DIRECTIVE.test(document) || mayMerge(document)) return undefined;
  try {
    // Its `load` does this too, and takes twice as long for a short document.
    const documents = constructFromEvents(parseEvents(document, {}), {
      source: document,
      schema: SCHEMA,
      maxAliases: 0,
    }) as Json[];
    return documents.length === 1 ? documents[0] : undefined;
  } catch {
    return undefined;
  }
}
