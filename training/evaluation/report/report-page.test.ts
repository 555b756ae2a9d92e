import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import type { EvaluationReport } from '../evaluate-dataset.ts';
import { evaluateShots } from '../evaluate-shots.ts';
import {
  presentationFigures,
  type JudgedAttack,
  type JudgedShot,
} from '../metrics/attack-figures.ts';
import { project } from '../projection.ts';
import { html } from '../../pages/html.ts';
import { reportPage } from './report-page.ts';
import { describeRate, percent } from './words.ts';
import { whyNotWritable, writeReport } from './write-report.ts';

const HOSTILE = '<script>alert("x")</script>';

/** Eight people on a circle, six shots each, one without a face. */
const SHOTS = Array.from({ length: 48 }, (_, i): EmbeddedShot => {
  const person = i % 8;
  const angle = person * 0.7 + Math.sin(i * 12.9898) * 0.3;
  return {
    person: person === 0 ? HOSTILE : `p${person}`,
    shot: `${i % 3 === 0 ? 'front' : 'left'}-${i}`,
    role: i < 8 ? 'gallery' : 'probe',
    embedding: i === 20 ? null : Float32Array.of(Math.cos(angle), Math.sin(angle), 0.01 * i),
  };
});

const THRESHOLDS = [{ name: 'strict & safe', threshold: 0.3, far: 1e-3, trials: 3000 }];

const asLive = (shot: EmbeddedShot): JudgedShot => ({
  ...shot,
  liveness: { kind: 'live', logOdds: 6 },
});

/** Of a good print of everybody, one is refused. */
const PRINTS = SHOTS.slice(0, 8).map((shot, i): JudgedAttack => {
  const liveness =
    i === 3
      ? ({ kind: 'not-live', reliefMm: 1, because: 'flat', logOdds: -6 } as const)
      : ({ kind: 'live', logOdds: 6 } as const);
  return { ...shot, role: 'probe', liveness, species: 'print & scissors' };
});

function makeReport(
  shots: readonly EmbeddedShot[],
  dataset: string,
  attacks: readonly JudgedAttack[] = [],
): EvaluationReport {
  const stages = { detect: 1, landmarks: 2, pose: 1, fuse: 1, embed: 4, liveness: 0, total: 9 };
  return {
    dataset,
    encoder: 'squeezenet 1',
    comparison: 'colour',
    people: 8,
    shots: shots.length,
    failedToAcquire: {
      count: 1,
      rate: 1 / 48,
      interval: { low: 0, high: 0.1 },
      reasons: { 'no face found': 1 },
      shots: ['p4/left-20'],
    },
    latencyMs: { p50: 9, p95: 12, stages },
    ...evaluateShots(shots, { replicates: 20, thresholds: THRESHOLDS }),
    presentations: presentationFigures(shots.map(asLive), attacks, THRESHOLDS),
  };
}

function makePage(
  shots: readonly EmbeddedShot[],
  datasets = ['faces'],
  attacks: readonly JudgedAttack[] = [],
): string {
  return reportPage({
    sections: datasets.map((name) => ({
      report: makeReport(shots, name, attacks),
      projection: project(shots),
    })),
    command: `depthlock evaluate "${HOSTILE}"`,
    date: new Date('2026-11-23T12:00:00Z'),
  });
}

describe('reportPage', () => {
  const page = makePage(SHOTS);

  it('escapes every name', () => {
    expect(page).not.toContain(HOSTILE);
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(page).toContain('strict &amp; safe');
  });

  it('holds no picture and asks for nothing from anywhere', () => {
    expect(page).not.toMatch(/<img|<image|<link|<iframe|data:|url\((?!#)|https?:/);
    expect(page).toContain("default-src 'none'");
  });

  it('draws a point for every embedding in both maps, and names it', () => {
    expect(page.match(/data-tip="p4\/front-36"/g)).toHaveLength(2);
    expect(page.match(/<circle\s+class="(enrolled|probe)"/g)).toHaveLength(2 * 47);
  });

  it('says where a FAR cannot be claimed, and with how many trials it could', () => {
    expect(page).toContain('needs 3,000 impostor trials');
  });

  it('tables attacks by species with the genuine probes below, escaped, where there are any', () => {
    const rows = (text: string) =>
      [
        ...text.matchAll(/<tr>\s*<th>(print &amp; scissors|genuine probes)<\/th>([\s\S]*?)<\/tr>/g),
      ].map(([, title = '', cells = '']) => [title, cells.replaceAll(/<[^>]*>|\s+/g, ' ').trim()]);
    const [print, genuine] = rows(makePage(SHOTS, ['faces'], PRINTS));
    expect(print?.[0]).toBe('print &amp; scissors');
    expect(print?.[1]).toMatch(/^8 +0 +1 +flat 1 +0 +87\.5 % \(.*\) +APCER +87\.5 % \(/);
    expect(genuine?.[1]).toMatch(/^40 +1 +0 +0 +0 %, at most 7\.50 % +BPCER/);
    expect(rows(page)).toHaveLength(1);
    expect(page).toContain('The dataset names no attacks');
  });

  it('has no number that is none', () => {
    for (const shots of [SHOTS, SHOTS.slice(0, 8), SHOTS.slice(0, 1), []]) {
      for (const attacks of [[], PRINTS]) {
        const [body = ''] = makePage(shots, ['faces'], attacks).split('<script>');
        expect(body).not.toMatch(/NaN|Infinity|undefined|null/);
      }
    }
  });

  it('puts several datasets under headings of their own', () => {
    expect(makePage(SHOTS, ['near', 'far']).match(/<h2>(near|far)<\/h2>/g)).toHaveLength(2);
  });
});

describe('html', () => {
  it('escapes values, joins lists, keeps markup', () => {
    const inner = html`<b>${'a<b'}</b>`;
    expect(html`<p title="${'"'}">${[inner, 1, null]}</p>`.markup).toBe(
      '<p title="&quot;"><b>a&lt;b</b>1</p>',
    );
  });
});

describe('words', () => {
  it('gives as many decimals as say something', () => {
    expect([0, 0.00005, 0.0002, 0.0123, 0.5, NaN].map(percent)).toEqual([
      '0 %',
      '0.0050 %',
      '0.020 %',
      '1.23 %',
      '50.0 %',
      '–',
    ]);
  });

  it('does not give an interval around nothing', () => {
    const none = { errors: 0, trials: 300, rate: 0, interval: { low: 0, high: 0.01 } };
    expect(describeRate(none)).toBe('0 %, at most 1.00 %');
    expect(describeRate({ ...none, trials: 0 })).toBe('no trials');
  });
});

describe('writeReport', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'depthlock-report-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes the page, over an older one too', async () => {
    const file = join(folder, 'report.html');
    for (const page of ['old', 'new']) {
      expect(await whyNotWritable(file)).toBeNull();
      expect(await writeReport(file, page)).toBeNull();
    }
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  it('says why it cannot', async () => {
    expect(await whyNotWritable(folder)).toContain('is a folder');
    const nowhere = join(folder, 'missing', 'report.html');
    expect(await whyNotWritable(nowhere)).toContain('There is no folder');
    expect(await writeReport(nowhere, 'page')).toContain('could not be written');
  });
});
