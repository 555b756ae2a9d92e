import {
  embeddingsCsv,
  projectorTables,
  type TableRow,
} from '../../../electron/analysis/export/tables.ts';
import type { EmbeddingMap } from '../../../electron/analysis/projection/embedding-map.ts';
import type { ExplorerFormat } from '../../../electron/contract/explorer.ts';
import { nameOfOwner, ownersOf, type Look } from './looks.ts';
import { drawnMap } from './map/drawn-map.ts';
import { mapSvg } from './map/map-svg.ts';
import { personColor, type Tone } from './map/person-colors.ts';
import type { Size } from './map/map-view.tsx';

export interface Exported {
  readonly looks: readonly Look[];
  /** Null: none was computed, and there is only the table. */
  readonly map: EmbeddingMap | null;
  readonly title: string;
  readonly size: Size;
  readonly tone: Tone;
}

/** Pixels of a picture for each of the screen. */
const PICTURE_DENSITY = 2;
const INKS = {
  dark: { ground: '#0f1216', text: '#eef1f4' },
  light: { ground: '#ffffff', text: '#14181d' },
} as const;

/** The files of a format (`EXPLORER_FILES`); null where there is no map to draw. */
export async function exportFiles(
  format: ExplorerFormat,
  exported: Exported,
): Promise<readonly Uint8Array[] | null> {
  switch (format) {
    case 'csv':
      return [encoded(embeddingsCsv(tableRows(exported)))];
    case 'tensorboard': {
      const { vectors, metadata } = projectorTables(tableRows(exported));
      return [encoded(vectors), encoded(metadata)];
    }
    case 'svg': {
      const svg = svgOf(exported);
      return svg === null ? null : [encoded(svg)];
    }
    case 'png': {
      const svg = svgOf(exported);
      return svg === null ? null : [await pngOf(svg)];
    }
  }
}

/** Every look, with its place where it is on the map. */
function tableRows({ looks, map }: Pick<Exported, 'looks' | 'map'>): TableRow[] {
  const places = new Map<number, number>();
  map?.indices.forEach((index, i) => places.set(index, i));
  return looks.map(({ point, set }, index) => {
    const at = places.get(index);
    const { embedding, yaw, pitch, trust, timeIso } = point;
    return {
      ...{ embedding, yaw, pitch, trust, time: timeIso ?? '', person: point.person ?? '' },
      source: set.name === '' ? set.kind : `${set.kind} ${set.name}`,
      encoder: `${set.encoder.name} ${set.encoder.version}`.trim(),
      x: at === undefined ? null : (map?.places[2 * at] ?? null),
      y: at === undefined ? null : (map?.places[2 * at + 1] ?? null),
    };
  });
}

function svgOf({ looks, map, title, size, tone }: Exported): string | null {
  if (map === null) return null;
  const marks = drawnMap(looks, map, size.width, size.height, tone);
  const legend = ownersOf(looks).map((owner, i) => ({
    name: nameOfOwner(owner),
    color: personColor(i, tone),
  }));
  return mapSvg(marks, legend, title, size, INKS[tone]);
}

/** The same drawing as pixels. */
async function pngOf(svg: string): Promise<Uint8Array> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = PICTURE_DENSITY * picture.naturalWidth;
  canvas.height = PICTURE_DENSITY * picture.naturalHeight;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer());
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
