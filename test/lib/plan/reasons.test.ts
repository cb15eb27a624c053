import { toHtml } from '../../../lib/plan/html/page';
import { toMarkdown } from '../../../lib/plan/markdown/markdown';
import { reasonWords } from '../../../lib/plan/reasons';
import { change, reportOfChanges } from '../../support/plans';

const mark = (text: string): string => `<${text}>`;

describe('why something is done', () => {
  test.each([
    ['replace_because_tainted', ['it is tainted: making it has failed, or somebody has marked it']],
    ['replace_by_request', ['asked for by -replace']],
    ['delete_because_each_key', ['its key left for_each']],
    // The values that force it are marked, and a read changes nothing.
    ['replace_because_cannot_update', []],
    ['read_because_config_unknown', []],
    ['delete_because_of_the_moon', ['<delete_because_of_the_moon>']],
    [undefined, []],
  ])('%s', (reason, words) => {
    expect(reasonWords(reason, mark)).toEqual(words);
  });

  const tainted = change({
    address: 'null_resource.example',
    actions: ['delete', 'create'],
    before: { id: '1', triggers: { name: 'demo' } },
    after: { triggers: { name: 'demo' } },
    action_reason: 'replace_because_tainted',
  });

  test('is told in the line of a change that nothing else explains', () => {
    const report = reportOfChanges([tainted]);
    for (const text of [toMarkdown(report), toHtml(report)])
      expect(text).toMatch(/null_resource\.example.*delete-first, it is tainted: making it has failed/);
  });
});
