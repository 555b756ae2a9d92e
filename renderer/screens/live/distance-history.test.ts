import { describe, expect, it } from 'vitest';
import { chartHeight, DistanceHistory, LARGEST_DISTANCE, SPAN_MS } from './distance-history.ts';

const ada = (distance: number) => [{ personId: 'ada', name: 'Ada', distance }];

describe('chartHeight', () => {
  it('puts small distances low and clamps large ones to the top', () => {
    expect(chartHeight(0)).toBe(1);
    expect(chartHeight(LARGEST_DISTANCE)).toBe(0);
    expect(chartHeight(2)).toBe(0);
  });
});

describe('DistanceHistory', () => {
  it('draws one connected line that ends at the right edge', () => {
    const history = new DistanceHistory();
    history.add(0, ada(0.75));
    history.add(100, ada(0.375));
    expect(history.path('ada', 100)).toBe('M0.9950 0.5000L1.0000 0.7500');
  });

  it('breaks the line where nobody was measured', () => {
    const history = new DistanceHistory();
    history.add(0, ada(0.5));
    history.add(5000, ada(0.5));
    expect(history.path('ada', 5000).match(/M/gu)).toHaveLength(2);
  });

  it('forgets what has left the chart', () => {
    const history = new DistanceHistory();
    history.add(0, ada(0.5));
    history.add(SPAN_MS + 1, []);
    expect(history.path('ada', SPAN_MS + 1)).toBe('');
  });
});
