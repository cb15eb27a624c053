import { at, listAt, membersOf, textAt, type JsonObject } from './json';

/** An action of a provider that the apply runs, beside its changes of resources. */
export interface PlannedInvocation {
  /** Address of the action. */
  readonly address: string;
  /** Address of the resource whose change runs it. @default - it was asked for by hand */
  readonly trigger?: string;
}

/** A check of the program that fails. */
export interface FailedCheck {
  /** Address of what is checked. */
  readonly address: string;
  /** What Terraform says about it. */
  readonly problems: readonly string[];
}

/** What a plan does and says beside its resources. */
export interface PlanExtras {
  /** Actions that the apply runs. */
  readonly invocations: readonly PlannedInvocation[];
  /** Checks that fail. */
  readonly failedChecks: readonly FailedCheck[];
  /** Versions of providers that the program asks for, by name of the provider. */
  readonly providers: Readonly<Record<string, string>>;
}

/**
 * Reads what a plan does and says beside its resources: actions of providers, checks that fail, versions.
 *
 * @param document the plan
 */
export function extrasOf(document: JsonObject): PlanExtras {
  const providers = membersOf(at(document, 'configuration', 'provider_config')).flatMap(([key, provider]) => {
    const version = textAt(provider, 'version_constraint');
    return version === undefined ? [] : [[textAt(provider, 'name') ?? key, version] as const];
  });
  return {
    invocations: listAt(document, 'action_invocations').map((entry) => {
      const trigger = textAt(entry, 'lifecycle_action_trigger', 'triggering_resource_address');
      return { address: textAt(entry, 'address') ?? '?', ...(trigger === undefined ? {} : { trigger }) };
    }),
    failedChecks: listAt(document, 'checks')
      .filter((check) => ['fail', 'error'].includes(textAt(check, 'status') ?? ''))
      .map((check) => ({
        address: textAt(check, 'address', 'to_display') ?? textAt(check, 'address', 'name') ?? '?',
        problems: listAt(check, 'instances').flatMap((instance) =>
          listAt(instance, 'problems').map((problem) => textAt(problem, 'message') ?? '?'),
        ),
      })),
    providers: Object.fromEntries(providers.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
