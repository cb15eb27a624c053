import type { IConstruct } from 'constructs';
import { isBlocking, printFindings } from '../../lib/model/finding';
import { ALL_RULES } from '../../lib/rules';
import { Aspects, type TerraformApp, type TerraformStack } from './cdktf';
import { inspect, today } from './inspect';
import { handedOutBefore } from './earlier-stacks';
import { stackOf } from './place';
import { ProviderBinding } from './provider-binding';

const ADOPTED = Symbol.for('datahall/Adopted');
const PROVING = Symbol.for('datahall/ProvingApp');

/**
 * Marks an app that inspects its whole tree itself before it writes anything; its stacks need no check of their own.
 *
 * @param app the app
 */
export function markProvingApp(app: TerraformApp): void {
  Object.defineProperty(app, PROVING, { value: true });
}

/**
 * Whether a construct is part of an app that writes more than Terraform: its rules, model and files.
 *
 * @param construct any construct
 */
export function isProvingApp(construct: IConstruct): boolean {
  return PROVING in construct.node.root;
}

/**
 * Prepares the stack of the first construct of ours in it: resources get their providers, and in somebody else's
 * app the stack's own validation runs the rules.
 *
 * @param construct a new construct of ours
 */
export function adoptStack(construct: IConstruct): void {
  const stack = stackOf(construct);
  if (stack === undefined || ADOPTED in stack) return;
  Object.defineProperty(stack, ADOPTED, { value: true });
  if (isProvingApp(stack)) return;
  Aspects.of(stack).add(new ProviderBinding(stack));
  stack.node.addValidation({ validate: () => validateAlone(stack) });
}

function validateAlone(stack: TerraformStack): string[] {
  const { findings } = inspect(stack, ALL_RULES, today(), handedOutBefore(stack));
  const warnings = findings.filter((finding) => !isBlocking(finding));
  if (warnings.length > 0) process.stderr.write(`${printFindings(warnings)}\n`);
  return findings.filter(isBlocking).map((finding) => printFindings([finding]));
}
