/** A plan has few names and types; of what somebody made up, no more is kept. */
const MOST = 1000;

/**
 * Remembers what a function says of a text: a plan has very many values with the same few names and types.
 *
 * @param ask says always the same of the same text
 */
export function remembered<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    const answer = ask(text);
    if (answers.size < MOST) answers.set(text, { answer });
    return answer;
  };
}
