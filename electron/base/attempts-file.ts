import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ATTEMPTS_CARD, parseAttemptsCard, type AttemptsCard } from '../contract/attempts-card.ts';

/** What attempts were measured to do; null where nothing was measured, or the card cannot be read. */
export async function readAttemptsCard(assets: string): Promise<AttemptsCard | null> {
  const text = await readFile(path.join(assets, ATTEMPTS_CARD), 'utf8').catch(() => null);
  return text === null ? null : parseAttemptsCard(text);
}
