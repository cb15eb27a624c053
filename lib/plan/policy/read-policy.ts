import { fail } from '../../errors/datahall-error';
import { policyNotReadable } from '../../errors/review';
import { at, isList, isObject, listAt, member, textAt, type Json } from '../json';
import type { PolicyResult } from './policy-result';

/**
 * Reads what conftest (`--output json`) or checkov (`-o json`) says of a plan.
 *
 * @param source name of the file, for messages
 * @param text content of the file
 * @throws DH6031
 */
export function readPolicy(source: string, text: string): readonly PolicyResult[] {
  const document = parse(source, text);
  const reports = isList(document) ? document : [document];
  return reports.flatMap((report) => {
    if (isObject(member(report, 'results')) && 'check_type' in (report as object)) return ofCheckov(report);
    if (textAt(report, 'filename') !== undefined && textAt(report, 'namespace') !== undefined)
      return ofConftest(report);
    // What checkov writes where nothing was checked.
    if (isObject(report) && member(report, 'failed') === 0 && 'checkov_version' in report) return [];
    return fail(policyNotReadable(source, 'JSON of another form'));
  });
}

function parse(source: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return fail(policyNotReadable(source, text.trim() === '' ? 'nothing' : 'no JSON'));
  }
}

const CONFTEST = [
  ['failures', 'failed'],
  ['warnings', 'warning'],
  ['exceptions', 'excepted'],
] as const;

function ofConftest(report: Json): readonly PolicyResult[] {
  return CONFTEST.flatMap(([key, result]) =>
    listAt(report, key).map((entry): PolicyResult => {
      const message = textAt(entry, 'msg') ?? '';
      const metadata = member(entry, 'metadata');
      const query = textAt(metadata, 'query')?.replace(/^data\./, '');
      const address = ['address', 'resource'].map((name) => textAt(metadata, name)).find((it) => it !== undefined);
      const found = address ?? addressIn(message);
      return {
        tool: 'conftest',
        rule: textAt(metadata, 'code') ?? query ?? textAt(report, 'namespace') ?? '?',
        result,
        message,
        ...(found === undefined ? {} : { address: found }),
      };
    }),
  );
}

/** Most policies say in their message what they are about. */
function addressIn(message: string): string | undefined {
  return /(?<![\w.-])(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*(?:\[[^\]]*\])?/.exec(
    message,
  )?.[0];
}

function ofCheckov(report: Json): readonly PolicyResult[] {
  const of = (key: string, result: PolicyResult['result']): readonly PolicyResult[] =>
    listAt(report, 'results', key).map((entry) => {
      const address = textAt(entry, 'resource_address') ?? textAt(entry, 'resource');
      const name = textAt(entry, 'check_name') ?? '';
      const comment = textAt(at(entry, 'check_result'), 'suppress_comment');
      return {
        tool: 'checkov',
        rule: textAt(entry, 'check_id') ?? '?',
        result,
        message: result === 'excepted' && comment !== undefined ? `${name}: ${comment}` : name,
        ...(address === undefined ? {} : { address }),
      };
    });
  return [...of('failed_checks', 'failed'), ...of('skipped_checks', 'excepted')];
}
