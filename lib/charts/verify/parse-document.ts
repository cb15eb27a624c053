import { parse, YAMLParseError } from 'yaml';

/** A parsed YAML text, or why it is none. */
export interface ParsedDocument {
  /** The content. @default - the text is no YAML */
  readonly value?: unknown;
  /** First line of the parser's message. @default - the text is YAML */
  readonly error?: string;
}

/**
 * Parses YAML without throwing.
 *
 * @param text one YAML document
 */
export function parseDocument(text: string): ParsedDocument {
  try {
    return { value: parse(text) as unknown };
  } catch (error) {
    if (error instanceof YAMLParseError) return { error: error.message.split('\n', 1)[0] };
    throw error;
  }
}
