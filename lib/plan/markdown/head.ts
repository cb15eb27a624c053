import type { PlannedCluster } from '../clusters';
import { listedIn, type ListedChanges } from '../listed';
import type { PlanSummary, Report } from '../report';
import type { Section } from './section';
import { isGrave } from '../verdict';
import { code } from './escape';
import { countWords, nameList } from './words';

/**
 * What the report is of: its id, commit, versions; of each stage which stacks were planned, and of which cluster.
 *
 * @param report the report
 */
export function headLines(report: Report): readonly string[] {
  const { id, commit, plans, clusters } = report;
  const versions = new Set(plans.flatMap(({ terraformVersion }) => terraformVersion ?? []));
  const providers = new Set(
    plans.flatMap((plan) => Object.entries(plan.providers ?? {}).map(([name, version]) => `${name} ${version}`)),
  );
  const facts = [
    `plan ${id.slice(0, 12)}`,
    ...(commit === undefined ? [] : [`commit ${code(commit, 40)}`]),
    ...(versions.size === 0 ? [] : [`Terraform ${[...versions].map((each) => code(each)).join(', ')}`]),
    ...(providers.size === 0 ? [] : [`providers ${nameList([...providers].sort())}`]),
  ];
  return [facts.join(' · '), ...clusters.flatMap(clusterLines), ...unjudged(report)];
}

/** Of these, security is judged, or means nothing. */
const JUDGED = /^(kubernetes_|helm_release$|terraform_data$|(null|time|random|local|tls)_)/;

/**
 * Providers of whose resources security is not judged. A table of security that says nothing of a cloud must not look
 * as if nothing changed there.
 *
 * @param report the report
 */
export function unjudgedProviders({ changes }: Pick<ListedChanges, 'changes'>): readonly string[] {
  const types = new Set<string>();
  for (const { action, type } of changes) if (action !== 'read') types.add(type);
  const unjudged = [...types].filter((type) => !JUDGED.test(type));
  return [...new Set(unjudged.map((type) => type.split('_')[0] ?? type))].sort();
}

function unjudged(report: Report): readonly string[] {
  const providers = unjudgedProviders(listedIn(report));
  if (providers.length === 0) return [];
  const told = 'that rules of access change, or that something is opened to everybody, is told';
  return [`- ⚠️ security is judged of Kubernetes objects only; of resources of ${nameList(providers)}, ${told}`];
}

function clusterLines({ stage, uid, plans, assumed, unseen, abandoned, known }: PlannedCluster): readonly string[] {
  if (!known && uid === undefined && abandoned.length === 0) return [];
  const others = [...assumed, ...unseen];
  const name = stage === undefined ? '' : `${code(stage)}: `;
  const facts = [
    ...(known ? [`${plans.length} of ${plans.length + others.length} stacks planned`] : []),
    ...(uid === undefined ? [] : [`cluster ${code(uid)}`]),
  ];
  return [
    ...(facts.length === 0 ? [] : [`- ${name}${facts.join(' · ')}`]),
    ...(assumed.length === 0 ? [] : [`  - security counts what these have without a plan: ${nameList(assumed)}`]),
    ...(unseen.length === 0 ? [] : [`  - ⚠️ not seen: ${nameList(unseen)}`]),
    ...(abandoned.length === 0
      ? []
      : [`  - ⚠️ deployed before, no longer in the program, and nobody destroys it: ${nameList(abandoned)}`]),
  ];
}

/**
 * The plans by stage and layer, with what they do.
 *
 * @param report the report
 */
export function planSection(report: Report): Section {
  const { plans } = report;
  const stopping = stoppingPlans(report);
  const named = plans.some(({ stage }) => stage !== undefined);
  const head = [named ? 'Stage' : '', named ? 'Layer' : 'Plan', 'Resources', 'Objects in releases', 'Drift', 'Digest'];
  const folded = idlePlans(report);
  function* rows() {
    for (const [index, plan] of plans.entries()) {
      if (folded.has(plan)) continue;
      const sign = plan.gaps.length > 0 ? '🛑' : stopping.has(index) ? '⛔' : '';
      const cells = [
        [sign, ...(plan.stage === undefined ? [] : [code(plan.stage)])].join(' ').trim(),
        code(layerOf(plan)),
        countWords(plan.resources) === '' ? 'no change' : countWords(plan.resources),
        countWords(plan.objects),
        plan.drift === 0 ? '' : String(plan.drift),
        plan.digest.slice(0, 12),
      ];
      const gaps = plan.gaps.map((gap) => `| | 🛑 ${gap} | | | | |`);
      yield { text: [`| ${cells.join(' | ')} |`, ...gaps].join('\n'), stands: 1 };
    }
    if (folded.size === 0) return;
    const names = nameList([...folded].map(({ stack, source }) => stack ?? source));
    yield { text: `| | ${folded.size} plans: ${names} | no change | | | |`, stands: folded.size };
  }
  return {
    line: `**${plans.length === 1 ? 'Plan' : 'Plans'}** (${plans.length})`,
    count: plans.length,
    form: 'table',
    head: [`| ${head.join(' | ')} |`, '|-|-|-|-|-|-|'],
    rows,
  };
}

/** Idle plans that are one row: of a change in one stack, those of all others say nothing. */
const MANY_IDLE = 3;

/**
 * Plans in which nothing changes and of which nothing must be approved, where they are so many that they are told
 * together.
 *
 * @param report the report
 */
export function idlePlans(report: Report): ReadonlySet<PlanSummary> {
  const stopping = stoppingPlans(report);
  const idle = report.plans.filter((plan, index) => isIdle(plan) && !stopping.has(index));
  return new Set(idle.length >= MANY_IDLE ? idle : []);
}

function stoppingPlans({ approvals, security }: Report): ReadonlySet<number | undefined> {
  return new Set([...approvals, ...security.filter(isGrave)].map(({ plan }) => plan));
}

function isIdle({ resources, objects, drift, gaps }: PlanSummary): boolean {
  return Object.keys(resources).length + Object.keys(objects).length + drift + gaps.length === 0;
}

/** What is left of the id of a stack when site and stage are known. */
function layerOf({ stack, stage, source }: PlanSummary): string {
  if (stack === undefined || stage === undefined) return stack ?? source;
  const end = stack.indexOf(`-${stage}-`);
  return end === -1 ? stack : stack.slice(end + stage.length + 2);
}
