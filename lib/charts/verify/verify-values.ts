import type { ChartData } from './chart-data';
import { child, documentGround, element, type Ground, keys, mappings, openness, rootGround } from './ground';
import type { KeyVerdict, TemplateRead, VerifyOptions } from './key-verdict';
import { nearest } from './nearest';
import { isMapping } from './schema';
import { parseDocument } from './parse-document';

/**
 * Says of each leaf of a values document whether the chart reads it. Values that nothing reads are the mistake that
 * neither Helm nor Kubernetes reports: a misspelt or moved key installs without a word.
 *
 * @param values the values that would be given to Helm
 * @param chart the chart's own files
 * @param options what the caller knows beyond these files
 */
export function verifyValues(values: unknown, chart: ChartData, options: VerifyOptions = {}): readonly KeyVerdict[] {
  return verify(values, rootGround(chart), options);
}

/**
 * Says of each leaf of a YAML document whether a reference document has it: for documents that a chart takes as text.
 *
 * @param document the YAML text
 * @param reference the parsed reference: the default document, where needed with the keys that it only has as comments
 * @param options what the caller knows beyond the reference
 */
export function verifyDocument(
  document: string,
  reference: unknown,
  options: VerifyOptions = {},
): readonly KeyVerdict[] {
  const parsed = parseDocument(document);
  if (parsed.error !== undefined) return [{ path: [], verdict: 'orphan', note: `not YAML: ${parsed.error}` }];
  return verify(parsed.value, documentGround(reference), options);
}

function verify(values: unknown, ground: Ground, options: VerifyOptions): readonly KeyVerdict[] {
  if (values === undefined || values === null || (isMapping(values) && Object.keys(values).length === 0)) return [];
  const walk = new Walk(ground, options);
  return walk.visit(values, { ground, path: [], trail: [] }).map((verdict) => allow(verdict, options.reads ?? []));
}

/** One step of the walk: where it is in the chart, and through which places it came. */
interface Step {
  readonly ground: Ground;
  readonly path: readonly string[];
  /** The grounds above, the root first. */
  readonly trail: readonly Ground[];
}

class Walk {
  constructor(
    private readonly root: Ground,
    private readonly options: VerifyOptions,
  ) {}

  visit(value: unknown, step: Step): readonly KeyVerdict[] {
    if (isMapping(value) && Object.keys(value).length > 0) {
      return Object.entries(value).flatMap(([key, inner]) => this.enter(key, inner, step));
    }
    if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
      return value.flatMap((item, index) => this.item(item, String(index), step));
    }
    if (typeof value === 'string' && this.options.documents?.includes(step.path.join('.')) === true) {
      return this.embedded(value, step);
    }
    return [{ path: step.path, verdict: 'known', ...shapeNote(value, step.ground) }];
  }

  private enter(key: string, value: unknown, step: Step): readonly KeyVerdict[] {
    const path = [...step.path, key];
    const found = child(step.ground, key);
    if (found !== undefined) return this.visit(value, { ground: found, path, trail: [...step.trail, step.ground] });
    const note = openness(step.ground, step.path.at(-1));
    const suggestion = this.suggest(key, step);
    const hint = suggestion === undefined ? {} : { suggestion };
    return leaves(value, path).map((leaf) =>
      note === undefined
        ? { path: leaf, verdict: 'orphan', ...hint }
        : { path: leaf, verdict: 'open', note, ...(step.ground.unknown === undefined ? {} : hint) },
    );
  }

  private item(value: unknown, index: string, step: Step): readonly KeyVerdict[] {
    const path = [...step.path, index];
    const ground = element(step.ground);
    if (ground.schemas.length === 0) {
      return leaves(value, path).map((leaf) => ({ path: leaf, verdict: 'open', note: 'element of a list' }));
    }
    return this.visit(value, { ground, path, trail: [...step.trail, step.ground] });
  }

  private embedded(text: string, step: Step): readonly KeyVerdict[] {
    const reference = step.ground.references.find((candidate) => typeof candidate === 'string') ?? '';
    return verifyDocument(text, parseDocument(reference).value).map(({ path, suggestion, ...verdict }) => ({
      ...verdict,
      path: [...step.path, ...path],
      ...(suggestion === undefined ? {} : { suggestion: [...step.path, suggestion].join('.') }),
    }));
  }

  /**
   * A key of the same name further down, then a near miss at the same place, then the only key of that name anywhere.
   */
  private suggest(key: string, step: Step): string | undefined {
    const grounds = [...step.trail.slice(1), step.ground].reverse();
    if (step.path.length > 0) {
      for (const [up, ground] of grounds.entries()) {
        const moved = pathsTo(key, ground.references)[0];
        if (moved !== undefined) return [...step.path.slice(0, step.path.length - up), ...moved].join('.');
        if (up === 0) {
          const near = nearest(key, keys(ground));
          if (near !== undefined) return [...step.path, near].join('.');
        }
      }
    } else {
      const near = nearest(key, keys(step.ground));
      if (near !== undefined) return near;
    }
    const anywhere = pathsTo(key, this.root.references);
    return anywhere.length === 1 ? anywhere[0]?.join('.') : undefined;
  }
}

/** Paths to a key in parsed values, the shortest first. */
function pathsTo(key: string, references: readonly unknown[]): readonly (readonly string[])[] {
  const search = (value: unknown): readonly (readonly string[])[] =>
    isMapping(value)
      ? Object.entries(value).flatMap(([name, inner]) => [
          ...(name === key ? [[name]] : []),
          ...search(inner).map((rest) => [name, ...rest]),
        ])
      : [];
  return references.flatMap(search).sort((a, b) => a.length - b.length);
}

function leaves(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (isMapping(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  }
  return [path];
}

function shapeNote(value: unknown, ground: Ground): Pick<KeyVerdict, 'note'> {
  if (ground.references.length === 0 && ground.schemas.length > 0) return { note: 'only the schema names this key' };
  const expectsMap = mappings(ground).some((reference) => Object.keys(reference).length > 0);
  return expectsMap && value !== null && !isMapping(value) ? { note: 'the chart has a map here' } : {};
}

function allow(verdict: KeyVerdict, reads: readonly TemplateRead[]): KeyVerdict {
  if (verdict.verdict !== 'orphan') return verdict;
  const path = verdict.path.join('.');
  const read = reads.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}.`));
  if (read === undefined) return verdict;
  return { path: verdict.path, verdict: path === read.path ? 'known' : 'open', note: read.reason };
}
