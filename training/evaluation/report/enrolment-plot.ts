import type { EnrolmentCurve, EnrolmentPoint } from '../enrolment-curve.ts';
import {
  FAR_LEVELS,
  type FarLevel,
} from '../../../electron/analysis/metrics/verification-metrics.ts';
import { html, type Markup } from '../../pages/html.ts';
import { axes, drawing, linear, path, px, roundTicks, type Frame } from '../../pages/plot.ts';
import { levelText, percent } from './words.ts';

const FRAME: Frame = { left: 60, right: 526, top: 14, bottom: 434 };

/** FRR at each FAR that can be claimed against the number of enrolled shots. */
export function enrolmentPlot({ points }: EnrolmentCurve): Markup {
  const highs = points.flatMap(({ at }) =>
    FAR_LEVELS.map((level) => at[level]?.frr.interval.high ?? 0),
  );
  const top = Math.min(1, Math.max(0.02, ...highs));
  const x = linear([0.7, points.length + 0.3], [FRAME.left, FRAME.right]);
  const y = linear([0, top], [FRAME.bottom, FRAME.top]);
  return drawing(
    620,
    480,
    'False reject rate by number of enrolled shots',
    html`${axes({
      frame: FRAME,
      x: points.map(({ enrolled }) => ({ at: x(enrolled), label: String(enrolled) })),
      y: roundTicks(0, top, 5).map((at) => ({
        at: y(at),
        label: `${Number((100 * at).toFixed(1))} %`,
      })),
      xTitle: 'Shots that each person is enrolled with',
      yTitle: 'False reject rate',
    })}
    ${FAR_LEVELS.map((level) => line(points, level, x, y))}`,
  );
}

type Scale = (value: number) => number;

function line(points: readonly EnrolmentPoint[], level: FarLevel, x: Scale, y: Scale): Markup {
  const known = points.flatMap(({ enrolled, at }) => {
    const point = at[level];
    return point === null ? [] : [{ enrolled, frr: point.frr }];
  });
  const last = known.at(-1);
  return html`<g class="level-${level}">
    ${known.map(
      ({ enrolled, frr }) =>
        html`<path
          class="whisker"
          d="M${px(x(enrolled))} ${px(y(frr.interval.low))}V${px(y(frr.interval.high))}"
        />`,
    )}
    <path class="curve" d="${path(known.map(({ enrolled, frr }) => [x(enrolled), y(frr.rate)]))}" />
    ${known.map(
      ({ enrolled, frr }) =>
        html`<circle class="mark" cx="${px(x(enrolled))}" cy="${px(y(frr.rate))}" r="3.5"
          ><title>
            ${enrolled} enrolled: FRR ${percent(frr.rate)} at FAR ${levelText(level)}
          </title></circle
        >`,
    )}
    ${
      last === undefined
        ? null
        : html`<text class="label" x="${px(x(last.enrolled) + 10)}" y="${px(y(last.frr.rate) + 4)}"
            >FAR ${levelText(level)}</text
          >`
    }
  </g>`;
}
