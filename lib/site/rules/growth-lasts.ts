import { measured } from '../../errors/print';
import { growthExhausts } from '../../errors/sizing';
import { rule, type Violation } from '../../rules/rule';
import { exhaustions } from '../growth';
import { GROWTH } from '../growth-facts';

/** Nothing runs out within the horizon of the plan of growth; the message names what runs out first. */
export const growthLasts = rule(growthExhausts, 'warning', (model) =>
  model.all(GROWTH).flatMap((plan): Violation[] => {
    const [first, ...rest] = exhaustions(plan);
    if (first === undefined) return [];
    const { name, capacity, unit } = first.resource;
    const [used, most] = [first.used, capacity].map((amount) => measured(Number(amount.toPrecision(6)), unit));
    const later = rest.map(({ resource, month }) => `${resource.name} in ${month}`);
    return [{ problem: growthExhausts(name, first.month, used ?? '', most ?? '', later), at: plan }];
  }),
);
