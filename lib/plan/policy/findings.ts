import { listAt, member, textAt, type Json } from '../json';
import { factsOf } from '../model-facts';
import type { ModelContext } from '../model-context';
import type { PolicyResult } from './policy-result';

/**
 * What the rules of the program itself say: findings that were not there before, those that somebody took
 * responsibility for, and values of charts that no type of this library covers.
 *
 * @param context models before and after
 * @param stages names of the stages that are planned
 */
export function findingResults({ before, after }: ModelContext, stages: ReadonlySet<string>): readonly PolicyResult[] {
  if (after === undefined) return [];
  const known = new Set(listAt(before, 'findings').map(keyOf));
  const isNew = (finding: Json): boolean => before !== undefined && !known.has(keyOf(finding));
  const findings = listAt(after, 'findings').filter((finding) =>
    listAt(finding, 'stages').some((stage) => typeof stage === 'string' && stages.has(stage)),
  );
  return [
    ...findings.flatMap((finding): readonly PolicyResult[] => {
      const acknowledged = member(finding, 'acknowledged');
      const place = placeOf(finding);
      const what = textAt(finding, 'what') ?? '';
      if (acknowledged !== undefined) {
        const until = `${textAt(acknowledged, 'reason') ?? ''} (until ${textAt(acknowledged, 'until') ?? '?'})`;
        return [{ ...place, result: 'excepted', message: `${what}: ${until}` }];
      }
      return isNew(finding) ? [{ ...place, result: 'warning', message: what }] : [];
    }),
    ...factsOf(after, 'helm-release', stages).flatMap(({ stage, path, fact }) =>
      listAt(fact, 'extraValues').map((reason): PolicyResult => {
        const message = `values that no type covers: ${typeof reason === 'string' ? reason : '?'}`;
        return { tool: 'datahall', rule: 'extraValues', result: 'excepted', message, path, stages: [stage] };
      }),
    ),
  ];
}

function placeOf(finding: Json): Pick<PolicyResult, 'tool' | 'rule' | 'path' | 'stages'> {
  return {
    tool: 'datahall',
    rule: textAt(finding, 'code') ?? '?',
    path: textAt(finding, 'path') ?? '',
    stages: listAt(finding, 'stages').filter((stage): stage is string => typeof stage === 'string'),
  };
}

function keyOf(finding: Json): string {
  return JSON.stringify(['code', 'path', 'got'].map((key) => textAt(finding, key) ?? ''));
}
