import { constructFromEvents, CORE_SCHEMA, defineScalarTag, intCoreTag, parseEvents } from 'js-yaml';
import type { Json } from './json';
import { mayMerge } from './yaml-merge';

/** Integers as the core schema has them; one that is too large for a double stays a text. */
const EXACT_INT = defineScalarTag<number | string>(intCoreTag.tagName, {
  implicit: true,
  implicitFirstChars: intCoreTag.implicitFirstChars,
  resolve: (source, isExplicit, name) => {
    const value = intCoreTag.resolve(source, isExplicit, name);
    return typeof value === 'number' && !Number.isSafeInteger(value) ? source : value;
  },
  identify: () => false,
});

const SCHEMA = CORE_SCHEMA.withTags(EXACT_INT);

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
