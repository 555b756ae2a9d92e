import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetSection, type SectionContent } from './dataset-section.ts';
import { html, trusted } from '../../pages/html.ts';
import { METHODS } from './methods.ts';
import type { AttemptFigures } from '../attempt-report.ts';
import { attemptsSection } from './attempts-section.ts';

export interface ReportPage {
  readonly sections: readonly SectionContent[];
  /** Null where no attempts were played. */
  readonly attempts?: AttemptFigures | null;
  /** The command that reproduces the page. */
  readonly command: string;
  readonly date: Date;
}

/** A self-contained page: no network, and no picture of anybody. */
export function reportPage({ sections, attempts = null, command, date }: ReportPage): string {
  const names = sections.map(({ report }) => report.dataset);
  const datasets = [...names, ...(attempts === null ? [] : ['attempts'])].join(', ');
  const encoder = sections[0]?.report.encoder ?? attempts?.encoder ?? '';
  const day = `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        />
        <title>${datasets} · ${encoder} · ${day} · ${command}</title>
        ${trusted(`<style>${readPart('report.css')}</style>`)}
      </head>
      <body>
        <header>
          <p class="brand">Depthlock evaluation</p>
          <h1>${datasets} <span>with encoder ${encoder}</span></h1>
          <p class="made">${day} · <code>${command}</code></p>
        </header>
        <main>
          ${attempts === null ? null : attemptsSection(attempts)}${sections.map(datasetSection)}${METHODS}
        </main>
        <div id="tip" hidden></div>
        ${trusted(`<script>${readPart('report.js')}</script>`)}
      </body>
    </html> `;
  return page.markup;
}

const readPart = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
