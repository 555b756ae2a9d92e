import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../../electron/base/durable-file.ts';
import { ownModuleUrl } from '../../../electron/base/own-module-url.ts';
import type { ErrorRates } from '../calibration/error-rates.ts';
import { readAblation, type AblationRow } from './ablation-row.ts';

const task = (file: string): URL => ownModuleUrl(file, import.meta.url);
const SQUEEZENET = task('./squeezenet-ablation-task.ts');

/** One recipe to compare: what trains it, and what it changes in words. */
export interface AblationRecipe {
  readonly module: URL;
  readonly says: string;
}

/** Each changes one thing about the row it is compared with. */
export const ABLATIONS: Readonly<Record<string, AblationRecipe>> = {
  full: { module: SQUEEZENET, says: 'squeezenet as it ships, colour learned, shape fitted' },
  learned: { module: SQUEEZENET, says: 'the same, colour and depth learned' },
  colour: { module: SQUEEZENET, says: 'learned, colour only' },
  depth: { module: SQUEEZENET, says: 'learned, depth only' },
  contrastive: {
    module: SQUEEZENET,
    says: 'colour and depth learned, contrastive loss only, no teacher',
  },
  rendered: { module: SQUEEZENET, says: 'contrastive loss only, rendered people only' },
  article: {
    module: task('./article-task.ts'),
    says: 'the article’s network, fixed crop and input, contrastive loss, the same rendered people',
  },
};

const cardSchema = z.looseObject({ name: z.string() });

/** Writes all rows to the card of the squeezenet encoder. @returns the table, to print */
export async function writeAblations(assets: string, command: string): Promise<string> {
  const rows: AblationRow[] = [];
  for (const recipe of Object.keys(ABLATIONS)) rows.push(await readAblation(recipe));
  const file = join(assets, 'models', 'encoder-squeezenet.json');
  const card = cardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const ablations = { command, rows };
  const text = `${JSON.stringify({ ...card, ablations }, null, 2)}\n`;
  await replaceFile(file, new TextEncoder().encode(text));
  return [...rows.map(rowInWords), `Written to ${file}.`].join('\n');
}

function rowInWords({ recipe, parameters, photographed, rendered }: AblationRow): string {
  const says = ABLATIONS[recipe]?.says ?? recipe;
  const millions = `${(parameters / 1e6).toFixed(1)} million parameters`;
  const real = photographed === undefined ? '' : `photographed ${ratesInWords(photographed)}; `;
  return `${says} (${millions}): ${real}rendered ${ratesInWords(rendered)}`;
}

function ratesInWords({ eer, frr }: Pick<ErrorRates, 'eer' | 'frr'>): string {
  const at = frr['1e-2'] ?? null;
  return `EER ${eer} %${at === null ? '' : `, FRR at FAR 1e-2 ${at} %`}`;
}
