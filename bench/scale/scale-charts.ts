import { lineCharts, type Chart } from '../report/line-charts.ts';
import type { ScaleFigures } from './scale-figures.ts';

/** The curves as an SVG file; dotted where they are extrapolated. */
export const scaleCharts = ({ curves }: ScaleFigures): string => lineCharts(curves.map(chartOf));

function chartOf({
  name,
  xTitle,
  yTitle,
  measured,
  extrapolated,
}: ScaleFigures['curves'][number]): Chart {
  const isFewSizes = Math.max(...measured.map(([size]) => size)) <= 4 && extrapolated.length === 0;
  const scale = isFewSizes ? 'linear' : 'log';
  return {
    ...{ title: name, xTitle, yTitle, x: scale, y: scale },
    curves: [
      { name: 'measured', points: measured },
      ...(extrapolated.length === 0
        ? []
        : [{ name: 'extrapolated', points: extrapolated, isExtrapolated: true }]),
    ],
  };
}
