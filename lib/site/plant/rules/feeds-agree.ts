import { feedsDiffer } from '../../../errors/plant';
import { rule, type Violation } from '../../../rules/rule';
import { PLANT } from '../facts';

/** The plant says for each feed of each rack what it hangs on. */
export const feedsAgree = rule(feedsDiffer, 'error', (model) =>
  model.all(PLANT).flatMap((plant) =>
    plant.rows
      .filter(({ feeds, rackFeeds }) => feeds.length !== rackFeeds)
      .map(({ row, feeds, rackFeeds }): Violation => ({
        problem: feedsDiffer(row, feeds.length, rackFeeds),
        at: plant,
      })),
  ),
);
