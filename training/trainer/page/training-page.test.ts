import { describe, expect, it } from 'vitest';
import { trainingPage, type RunView } from './training-page.ts';

const VIEW: RunView = {
  name: 'squeezenet',
  architecture: 'fire-8',
  options: { passes: 1000, seed: 1 },
  status: 'training',
  message: null,
  passes: 500,
  totalPasses: 1000,
  seconds: 3600,
  rate: { perSecond: 200, secondsLeft: 2.5 },
  lossNames: ['total', '<script>'],
  history: {
    losses: [
      { passes: 100, learningRate: 1e-3, losses: [2, 1.5] },
      { passes: 200, learningRate: 1e-3, losses: [1, 0.5] },
    ],
    validations: [
      { passes: 250, figures: { errorRate: 0.08, frr: 0.3 } },
      { passes: 500, figures: { errorRate: 0.09, frr: 0.2 } },
    ],
    pending: { steps: 0, losses: [0, 0] },
  },
  updatedAt: new Date('2026-11-24T00:00:00Z'),
};

describe('the training page', () => {
  it('loads nothing from anywhere and escapes what the task names', () => {
    const page = trainingPage(VIEW);
    expect(page).not.toMatch(/(src|href)=|url\(|@import|https?:/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
  });

  it('shows how far the run is, its best validation and all its figures', () => {
    const page = trainingPage(VIEW);
    for (const text of [
      '50.0 %',
      '500 of 1,000 passes',
      '8.00 %',
      'after 250 passes',
      '1 h 00 min spent',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toMatch(/<tr class="best"><td>250<\/td><td>8\.00 %<\/td><td>0\.3<\/td>/);
    expect(page.match(/<circle/g)).toHaveLength(2);
    expect(page.match(/<path/g)).toHaveLength(4);
  });

  it('reloads itself only while the run goes on', () => {
    expect(trainingPage(VIEW)).toContain('http-equiv="refresh"');
    const page = trainingPage({ ...VIEW, status: 'failed', message: 'The disk is full.' });
    expect(page).not.toContain('http-equiv="refresh"');
    expect(page).toContain('The disk is full.');
  });

  it('draws finite coordinates alone, whatever the history', () => {
    const none = { losses: [], validations: [], pending: { steps: 0, losses: [] } };
    const odd = {
      ...none,
      losses: [{ passes: 0, learningRate: 0, losses: [0, 0] }],
      validations: [{ passes: 0, figures: { errorRate: 0 } }],
    };
    for (const history of [none, odd]) {
      expect(trainingPage({ ...VIEW, passes: 0, history })).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
