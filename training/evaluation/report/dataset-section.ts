import type { EvaluationReport } from '../evaluate-dataset.ts';
import type { ProtocolFigures } from '../evaluate-shots.ts';
import type { Projection } from '../projection.ts';
import { detPlot } from './det-plot.ts';
import {
  failureList,
  latencyTable,
  personTable,
  poseTable,
  qualityTable,
  worstTable,
} from './detail-tables.ts';
import { enrolmentPlot } from './enrolment-plot.ts';
import { headlineTable, shippedTable } from './headline-table.ts';
import { presentationTable } from './presentation-table.ts';
import { histogramPlot, type DistanceMark } from './histogram-plot.ts';
import { html, type Content, type Markup } from '../../pages/html.ts';
import { scatterPlot } from './scatter-plot.ts';
import { count, distanceText, levelText, percent, percentRange } from './words.ts';

export interface SectionContent {
  readonly report: EvaluationReport;
  readonly projection: Projection | null;
}

/** All figures of one dataset. */
export function datasetSection(
  { report, projection }: SectionContent,
  _index: number,
  all: readonly SectionContent[],
): Markup {
  const { gallery, leaveOneOut, failedToAcquire, people, shots } = report;
  return html`<section class="dataset">
    ${all.length > 1 ? html`<h2>${report.dataset}</h2>` : null}
    <p class="summary">
      ${count(people)} people, ${count(shots)} shots.
      ${
        failedToAcquire.count === 0
          ? 'All were acquired.'
          : html`<b>${count(failedToAcquire.count)}</b> could not be acquired
              (${percent(failedToAcquire.rate)}, ${percentRange(failedToAcquire.interval)}) and
              count as rejected.`
      }
    </p>
    ${headlineTable(report)}
    <p class="note below">
      Beside each rate is its interval of 95 %. <a href="#methods">How these figures are made</a>
    </p>
    ${part('The thresholds that ship', 'From the encoder’s card: nothing in this table was fitted to this dataset.', shippedTable(report))}
    ${part('Presentation attacks', presentationNote(report), presentationTable(report.presentations))}
    <div class="pair">
      ${part(
        'Both errors against each other',
        html`<i class="key gallery"></i>gallery, <i class="key loo"></i>leave one out, each with its
          band of 95 %; dots are the thresholds that ship; on the dashed line both errors are equal.
          Lower left is better.`,
        html`<figure>${detPlot(gallery, leaveOneOut)}</figure>`,
      )}
      ${enrolmentPart(report)}
    </div>
    ${part(
      'Distances',
      html`<i class="key genuine"></i>the same person, <i class="key impostor"></i>different people,
        each as a share of its own trials, with the thresholds.`,
      html`<div class="pair">
        ${histogramFigure('Gallery', gallery, report.encoder)}
        ${histogramFigure('Leave one out', leaveOneOut, report.encoder)}
      </div>`,
    )}
    ${byProtocol('By pose', 'Named by the first part of a shot’s name.', gallery, leaveOneOut, poseTable)}
    ${
      gallery.qualities.length === 0
        ? null
        : byProtocol(
            'By quality',
            'A quarter of the looks each: how long the encoder’s feature was against a usual look’s.',
            gallery,
            leaveOneOut,
            qualityTable,
          )
    }
    ${projection === null ? null : mapsPart(projection)}
    ${byProtocol(
      'People',
      'The most rejected first. Point at a row to find the person in the maps.',
      gallery,
      leaveOneOut,
      personTable,
    )}
    ${byProtocol(
      'Worst false rejects',
      'The own person, far away.',
      gallery,
      leaveOneOut,
      ({ worst }) => worstTable(worst.falseRejects, 'No trial with a face was rejected.'),
    )}
    ${byProtocol('Worst false accepts', 'Somebody else, near.', gallery, leaveOneOut, ({ worst }) =>
      worstTable(worst.falseAccepts, 'Nobody was accepted as somebody else.'),
    )}
    <div class="pair">
      ${part('Failures to acquire', null, failureList(report))}
      ${part('Time', 'On the machine that ran this; every shot is detected afresh.', latencyTable(report))}
    </div>
  </section>`;
}

const presentationNote = ({ presentations }: EvaluationReport): string =>
  presentations.species.length === 0
    ? 'The dataset names no attacks; what liveness said of the people’s own probes.'
    : 'One shot each, the worst species first. Wrongly judged: attacks taken for live (APCER), genuine probes refused (BPCER). Accepted: live and within the threshold of the person claimed (IAPAR).';

const part = (title: string, note: Content, content: Content): Markup =>
  html`<section class="part">
    <h3>${title}</h3>
    ${note === null ? null : html`<p class="note">${note}</p>`}${content}
  </section>`;

/** The same for both protocols, side by side where there is room. */
function byProtocol(
  title: string,
  note: string,
  gallery: ProtocolFigures,
  leaveOneOut: ProtocolFigures,
  show: (figures: ProtocolFigures) => Markup,
): Markup {
  const side = (name: string, key: string, figures: ProtocolFigures) =>
    html`<div>
      <h4>
        <i class="key ${key}"></i>${name}${
          figures.counted === null ? '' : ` · at ${countedText(figures.counted)}`
        }
      </h4>
      ${show(figures)}
    </div>`;
  return part(
    title,
    note,
    html`<div class="pair">
      ${side('Gallery', 'gallery', gallery)}${side('Leave one out', 'loo', leaveOneOut)}
    </div>`,
  );
}

function countedText({ far, threshold }: NonNullable<ProtocolFigures['counted']>): string {
  const level = far === 'eer' ? 'the equal error rate' : `FAR ${levelText(far)}`;
  return `${level}, threshold ${distanceText(threshold)}`;
}

/** The distances reported by the work that this encoder follows: same person, different people, its threshold. */
const ARTICLE: readonly DistanceMark[] = [
  { name: 'article: same', distance: 0.3, kind: 'article' },
  { name: 'article: threshold', distance: 0.4, kind: 'article' },
  { name: 'article: different', distance: 1.1, kind: 'article' },
];

function histogramFigure(name: string, figures: ProtocolFigures, encoder: string): Markup {
  const { unacquired, median } = figures.histogram;
  const measured = (['1e-2', '1e-3', '1e-4'] as const).flatMap((level): DistanceMark[] => {
    const distance = figures.threshold[level];
    return distance === null
      ? []
      : [{ name: `FAR ${levelText(level)}`, distance, kind: 'measured' }];
  });
  const shipped = figures.given.map((given): DistanceMark => {
    return { name: given.name, distance: given.threshold, kind: 'shipped' };
  });
  const article = encoder.startsWith('squeezenet') ? ARTICLE : [];
  return html`<figure>
    <figcaption>
      <b>${name}.</b> Medians: same person ${distanceText(median.genuine)}, different people
      ${distanceText(median.impostor)}.${
        unacquired.genuine === 0
          ? ''
          : ` Not drawn: ${count(unacquired.genuine)} genuine trials without a distance, which count as rejected.`
      }
    </figcaption>
    ${histogramPlot(figures, [...measured, ...shipped, ...article])}
  </figure>`;
}

function enrolmentPart({ enrolment }: EvaluationReport): Markup | null {
  if (enrolment.points.length < 2) return null;
  return part(
    'More enrolled shots',
    `False rejects of the ${count(enrolment.people)} people with more than ${enrolment.points.length} usable shots, enrolled with some drawn at random, ${enrolment.draws} times; bars are intervals of 95 %.`,
    html`<figure>${enrolmentPlot(enrolment)}</figure>`,
  );
}

function mapsPart(projection: Projection): Markup {
  const { shots, pca, tsne, explained, perplexity, leftOut } = projection;
  const people = new Set(shots.map(({ person }) => person)).size;
  const note = `The embeddings of ${count(people)} evaluated people${leftOut === 0 ? '' : ` (${count(leftOut)} more are left out)`}: one colour a person, lines to the middle of a person's shots, rings for gallery shots. Point at one for its name.`;
  return part(
    'Maps of the embeddings',
    note,
    html`<div class="pair">
      <figure>
        <figcaption><b>t-SNE</b>, perplexity ${Number(perplexity.toFixed(1))}</figcaption>
        ${scatterPlot('t-SNE of the embeddings', shots, tsne)}
      </figure>
      <figure>
        <figcaption><b>PCA</b>, ${percent(explained)} of the variance</figcaption>
        ${scatterPlot('PCA of the embeddings', shots, pca)}
      </figure>
    </div>`,
  );
}
