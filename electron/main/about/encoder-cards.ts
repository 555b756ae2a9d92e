/** Names and versions of the encoders beside the app, as their cards say. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const cardSchema = z.object({ name: z.string().max(60), version: z.string().max(60) });
const OTHER_CARD = /^encoder-([\w-]+)\.json$/u;
const CARD = /^encoder(?:-[\w-]+)?\.json$/u;

/** @param assets folder that holds `models/`; cards that cannot be read are left out */
export async function encoderCards(assets: string): Promise<string[]> {
  const folder = path.join(assets, 'models');
  const names = (await readdir(folder).catch(() => [])).filter((name) => CARD.test(name)).sort();
  const cards = await Promise.all(names.map((name) => readCard(path.join(folder, name))));
  return cards.filter((card) => card !== null);
}

/** Names of the encoders beside the usual one, as they are asked for; without a card that can be read they are left out. */
export async function otherEncoders(assets: string): Promise<string[]> {
  const folder = path.join(assets, 'models');
  const names = (await readdir(folder).catch(() => [])).sort();
  const others: string[] = [];
  for (const name of names) {
    const other = OTHER_CARD.exec(name)?.[1];
    if (other !== undefined && (await readCard(path.join(folder, name))) !== null) {
      others.push(other);
    }
  }
  return others;
}

async function readCard(file: string): Promise<string | null> {
  try {
    const { name, version } = cardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return `${name} ${version}`;
  } catch {
    return null;
  }
}
