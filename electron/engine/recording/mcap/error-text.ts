import { z } from 'zod';
import { whatTheSystemSaid } from '../formats/files.ts';
import { faultInWords } from '../schema-fault.ts';

/** A phrase for what was thrown while a file was read: by the system, by a schema, or by us. */
export function textOf(error: unknown): string {
  return error instanceof z.ZodError ? faultInWords(error) : whatTheSystemSaid(error);
}
