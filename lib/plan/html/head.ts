import type { PlannedCluster } from '../clusters';
import { counted } from '../../errors/print';
import { idlePlans, unjudgedProviders } from '../markdown/head';
import type { PlanSummary, Report } from '../report';
import { codeHtml, escapeHtml } from './escape';

/**
 * What the report is of, before anything else: its id, versions, the stacks and the cluster of each stage, and what
 * was not seen.
 *
 * @param report the report
 */
export function headHtml(report: Report): string {
  const { id, commit, plans, clusters } = report;
  const terraform = new Set(plans.flatMap(({ terraformVersion }) => terraformVersion ?? []));
  const providers = new Set(
    plans.flatMap((plan) => Object.entries(plan.providers ?? {}).map(([name, version]) => `${name} ${version}`)),
  );
  const facts = [
    `plan ${id.slice(0, 12)}`,
    ...(commit === undefined ? [] : [`commit ${codeHtml(commit)}`]),
    ...(terraform.size === 0 ? [] : [`Terraform ${namesHtml([...terraform])}`]),
    ...(providers.size === 0 ? [] : [`providers ${namesHtml([...providers].sort())}`]),
  ];
  const idle = idlePlans(report);
  const folded = [...idle].map(planLine).join('');
  const summaries = [
    ...plans.filter((plan) => !idle.has(plan)).map(planLine),
    ...(idle.size === 0
      ? []
      : [`<li><details><summary>${counted(idle.size, 'plan')}: no change</summary><ul>${folded}</ul></details></li>`]),
  ];
  const unjudged = unjudgedProviders(report);
  const told = 'that rules of access change, or that something is opened to everybody, is told';
  const warnings = [
    ...clusters.flatMap(clusterLines),
    ...(unjudged.length === 0
      ? []
      : [`⚠️ security is judged of Kubernetes objects only; of resources of ${namesHtml(unjudged)}, ${told}`]),
  ];
  const list = [...summaries, ...warnings.map((line) => `<li>${line}</li>`)].join('');
  return `<p>${facts.join(' · ')}</p>\n<ul>${list}</ul>`;
}

function planLine({ stack, source, resources, objects, drift, gaps, digest }: PlanSummary): string {
  const changes = Object.entries(resources).map(([action, count]) => `${count} ${action}`);
  const inner = Object.entries(objects).map(([action, count]) => `${count} ${action}`);
  const told = [
    changes.length === 0 ? 'no change' : changes.join(', '),
    ...(inner.length === 0 ? [] : [`objects in releases: ${inner.join(', ')}`]),
    ...(drift === 0 ? [] : [`drift: ${drift}`]),
    ...gaps,
    `plan ${digest.slice(0, 12)}`,
  ];
  return `<li>${codeHtml(stack ?? source)}: ${told.map(escapeHtml).join(' · ')}</li>`;
}

function clusterLines({ stage, uid, plans, assumed, unseen, abandoned, known }: PlannedCluster): readonly string[] {
  const name = stage === undefined ? '' : `${codeHtml(stage)}: `;
  const all = plans.length + assumed.length + unseen.length;
  return [
    ...(known ? [`${name}${plans.length} of ${all} stacks planned`] : []),
    ...(uid === undefined ? [] : [`${name}cluster ${codeHtml(uid)}`]),
    ...(assumed.length === 0 ? [] : [`${name}security counts what these have without a plan: ${namesHtml(assumed)}`]),
    ...(unseen.length === 0 ? [] : [`⚠️ ${name}not seen: ${namesHtml(unseen)}`]),
    ...(abandoned.length === 0
      ? []
      : [`⚠️ ${name}deployed before, no longer in the program, and nobody destroys it: ${namesHtml(abandoned)}`]),
  ];
}

function namesHtml(names: readonly string[]): string {
  return names.map(codeHtml).join(', ');
}
