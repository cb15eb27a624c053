import { SaxesParser } from 'saxes';

/** An element of a parsed document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text below it. */
  readonly text: string;
  /** Names of the elements around it, the outermost first. */
  readonly path: readonly string[];
}

/** All elements of a document in the order of their ends; throws where it is not well-formed. */
export function parseXml(document: string): readonly Element[] {
  const parser = new SaxesParser();
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const elements: Element[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => open.push({ name, attributes: { ...attributes }, text: '' }));
  parser.on('text', (text) => open.forEach((each) => (each.text += text)));
  parser.on('closetag', () => {
    const element = open.pop()!;
    elements.push({ ...element, path: open.map(({ name }) => name) });
  });
  parser.write(document).close();
  return elements;
}
