import { ATTEMPTS_CARD, parseAttemptsCard, type AttemptsCard } from '../contract/attempts-card.ts';
import { readModelAsset, type ModelAsset } from './model-asset.ts';

/** What attempts were measured to do; null where nothing was measured, or the card cannot be read or was replaced. */
export async function readAttemptsCard(assets: string): Promise<AttemptsCard | null> {
  return attemptsCardIn(await readModelAsset(assets, ATTEMPTS_CARD));
}

/** The card in a file; null if it is none. */
export function attemptsCardIn(asset: ModelAsset): AttemptsCard | null {
  return asset.kind === 'bytes' ? parseAttemptsCard(new TextDecoder().decode(asset.bytes)) : null;
}
