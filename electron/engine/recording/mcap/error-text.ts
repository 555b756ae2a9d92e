import { z } from 'zod';
import { whatTheSystemSaid } from '../formats/files.ts';

/** A phrase for what was thrown while a file was read: by the system, by a schema, or by us. */
export function textOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
  }
  return whatTheSystemSaid(error);
}
