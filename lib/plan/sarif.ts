import type { NeededApproval } from './approvals';
import { listedIn } from './listed';
import { isGrave } from './verdict';
import type { SecurityDirection } from './security';
import type { UpgradeVerdict } from './versions/version-change';
import type { Report } from './report';

/** How much a result matters, in the words of SARIF. */
type Level = 'error' | 'warning' | 'note';

interface Result {
  readonly rule: string;
  readonly level: Level;
  readonly text: string;
  readonly plan: number;
  readonly path: string;
  readonly address?: string;
  readonly declaredAt?: string;
}

/** Why somebody must approve, or must not. */
type ApprovalRule = NeededApproval['risk'] | 'incomplete';

/** Upgrades that are told. */
type Told = Extract<UpgradeVerdict, 'blocked' | 'manual'>;

/** What the rules of a report are about: the compiler sees that none is missing. */
const RULES: Readonly<Record<`plan/${ApprovalRule}` | `security/${SecurityDirection}` | `version/${Told}`, string>> = {
  'plan/outage': 'A Helm release is uninstalled',
  'plan/data': 'Something that holds data goes',
  'plan/state': 'Terraform looks for the state of a stack elsewhere',
  'plan/access': 'Access changes that is not judged, or something is opened to everybody',
  'plan/unknown-data': 'Something that may hold data goes',
  'plan/device': 'Devices of the network change, or nobody configures them any more',
  'plan/action': 'An action of a provider runs: no plan shows what it does',
  'plan/check': 'A check of the program fails',
  'plan/crd': 'A definition of a kind breaks objects that are there',
  'plan/refused': 'An update changes what cannot change, and fails',
  'plan/object': 'An update of a release deletes an object, or leaves it behind',
  'plan/unknown-objects': 'Only the apply tells which objects a release carries',
  'plan/unprotected': 'A protection from destruction is removed',
  'plan/stated': 'Its author says what follows',
  'plan/incomplete': 'A plan is not the whole change',
  'security/broadened': 'Somebody or something may do more',
  'security/narrowed': 'Somebody or something may do less',
  'security/changed': 'What somebody or something may do is different',
  'version/blocked': 'An upgrade fails',
  'version/manual': 'An upgrade needs somebody',
};

/**
 * Writes what people should look at as SARIF 2.1.0, which hosts show beside the code. A result names the construct as
 * its logical location, and the line of the program that makes it; where no assembly says it, the plan as its file,
 * which has no lines.
 *
 * @param report the report
 * @param version version of this library
 */
export function toSarif(report: Report, version: string): object {
  const results = resultsOf(report);
  const used = [...new Set(results.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'datahall',
            semanticVersion: version,
            rules: used.map((id) => ({ id, shortDescription: { text: plainText(wordsOf(id)) } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        properties: { verdict: report.verdict },
        results: results.map(({ rule, level, text, plan, path, address, declaredAt }) => ({
          ruleId: rule,
          ruleIndex: used.indexOf(rule),
          level,
          message: { text: plainText(text) },
          locations: [
            {
              physicalLocation: placeOf(declaredAt) ?? {
                artifactLocation: { uri: uriOf(report.plans[plan]?.source ?? 'plan.json') },
              },
              logicalLocations: [{ fullyQualifiedName: path, kind: 'resource' }],
            },
          ],
          // Hosts know a result again by this, whatever else changes in the plan.
          partialFingerprints: {
            'datahall/v1': [rule, report.plans[plan]?.stack ?? '', address ?? path, text].join('|'),
          },
        })),
      },
    ],
  };
}

/** Viewers make links of brackets (SARIF 2.1.0, 3.11.6), and what cannot be seen is spelled out, as elsewhere. */
function plainText(text: string): string {
  return text
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (it) => `\\\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`);
}

function wordsOf(rule: string): string {
  return Object.entries(RULES).find(([id]) => id === rule)?.[1] ?? `A policy: ${rule}`;
}

function resultsOf(report: Report): readonly Result[] {
  const { plans, approvals, security, versions, policy } = report;
  const lines = new Map(listedIn(report).changes.map(({ path, declaredAt }) => [path, declaredAt]));
  return [
    ...plans.flatMap(({ gaps }, plan) =>
      gaps.map((text): Result => ({
        rule: 'plan/incomplete',
        level: 'error',
        text,
        plan,
        path: plans[plan]?.stack ?? '',
      })),
    ),
    ...approvals.map(({ risk, action, consequence, names = [], object, plan, path, address, declaredAt }): Result => {
      const what = object === undefined ? action : `${object.kind} ${object.name}`;
      const told = names.length === 0 ? '' : ` (${names.join(', ')})`;
      const text = `${what} of ${path}: ${consequence}${told}`;
      return { rule: `plan/${risk}`, level: 'error', text, plan, path, address, declaredAt };
    }),
    ...security.map((change): Result => {
      const { direction, severity, subject, what, detail, plan } = change;
      const level: Level = isGrave(change) ? 'error' : direction === 'broadened' ? 'warning' : 'note';
      return {
        rule: `security/${direction}`,
        level,
        text: `${subject}: ${what} (${severity}): ${detail}`,
        plan,
        path: subject,
      };
    }),
    ...versions.flatMap(({ kind, name, path, from, to, verdict, why }): readonly Result[] => {
      if (verdict !== 'blocked' && verdict !== 'manual') return [];
      const text = `${kind} ${name} ${from ?? '-'} → ${to ?? '-'}: ${why}`;
      const level = verdict === 'blocked' ? 'error' : 'warning';
      return [{ rule: `version/${verdict}`, level, text, plan: 0, path, declaredAt: lines.get(path) }];
    }),
    ...policy.map(({ tool, rule, result, message, path, address, declaredAt }): Result => {
      const level: Level = result === 'failed' ? 'error' : result === 'warning' ? 'warning' : 'note';
      const place = path ?? address ?? tool;
      const text = message === '' ? rule : message;
      return { rule: `${tool}/${rule}`, level, text, plan: 0, path: place, declaredAt };
    }),
  ];
}

/** A line of the program, as an assembly says it. */
function placeOf(declaredAt: string | undefined): object | undefined {
  const [, file = '', line] = /^(.+):(\d+)$/.exec(declaredAt ?? '') ?? [];
  if (line === undefined) return undefined;
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: Number(line) } };
}

/** A relative reference: names of files come from the user. */
function uriOf(source: string): string {
  return source.replace(/\\/g, '/').split('/').map(encodeURIComponent).join('/');
}
