/** What is read of `terraform show -json`. */
export interface CreatePlan {
  readonly planned_values: { readonly root_module: { readonly resources?: readonly PlannedResource[] } };
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly after_unknown: Readonly<Record<string, unknown>> };
  }[];
  readonly configuration: {
    readonly root_module: {
      readonly resources?: readonly {
        readonly address: string;
        readonly expressions?: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

interface PlannedResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly schema_version: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * A state in which the resources of a plan are there whose configuration is known; those that refer to them are known
 * in the next plan. What only the cloud gives is left out, but for names by which resources refer to each other.
 */
export function assumedState({ planned_values, resource_changes = [], configuration }: CreatePlan): object {
  const planned = planned_values.root_module.resources ?? [];
  const ready = planned.filter(({ address }) => {
    const unknown = resource_changes.find((change) => change.address === address)?.change.after_unknown ?? {};
    const base = address.replace(/\[.*$/, '');
    const configured = configuration.root_module.resources?.find((each) => each.address === base)?.expressions ?? {};
    return Object.keys(unknown).every((key) => unknown[key] !== true || !Object.hasOwn(configured, key));
  });
  return {
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: '00000000-0000-0000-0000-000000000000',
    outputs: {},
    resources: groups(ready).map((group) => {
      const [{ mode, type, name, provider_name }] = group;
      return {
        ...{ mode, type, name, provider: `provider["${provider_name}"]` },
        ...(group[0].index === undefined ? {} : { each: typeof group[0].index === 'number' ? 'list' : 'map' }),
        instances: group.map(instanceOf),
      };
    }),
  };
}

function groups(resources: readonly PlannedResource[]): readonly (readonly [PlannedResource, ...PlannedResource[]])[] {
  const found = new Map<string, [PlannedResource, ...PlannedResource[]]>();
  for (const each of resources) {
    const key = `${each.mode}.${each.type}.${each.name}`;
    const group = found.get(key);
    if (group === undefined) found.set(key, [each]);
    else group.push(each);
  }
  return [...found.values()];
}

/** What a cloud always gives, and a plan shows as new where it is missing. */
const COMPUTED = {
  tags_all: {},
  ...Object.fromEntries(
    ['egress', 'managed_policy_arns', 'inline_policy', 'identity', 'certificate_authority'].map((key) => [key, []]),
  ),
};

function instanceOf({ type, name, index, schema_version, values }: PlannedResource): object {
  const given = (['name', 'bucket', 'identifier'] as const).map((key) => values[key]);
  const id = given.find((value) => typeof value === 'string') ?? `${type.replace(/^aws_/, '')}-${name}`;
  const arn = `arn:aws:${type.split('_')[1] ?? ''}:eu-north-1:111122223333:${id}`;
  const attributes = { id, arn, ...COMPUTED, ...values };
  return { ...(index === undefined ? {} : { index_key: index }), schema_version, attributes };
}
