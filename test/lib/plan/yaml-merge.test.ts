import { mayMerge } from '../../../lib/plan/yaml-merge';

describe('a document may merge', () => {
  test.each(['<<: *a', 'a: {<<: *b}', 'a:\n  <<:\n    b: 1', '? <<\n: *a', '? << # c\n: *a', 'a\n<<'])('%j', (text) => {
    expect(mayMerge(text)).toBe(true);
  });
  test.each(['cat <<EOF\nEOF', 'cat << EOF', 'a << b: 1', 'a: 1'])('unless it only has such signs: %j', (text) => {
    expect(mayMerge(text)).toBe(false);
  });
});
