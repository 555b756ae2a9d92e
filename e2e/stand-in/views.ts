/** What a person can have before them: every state of the stand-in on its page, and every dialog that opens over one. */
import type { Page } from 'playwright';
import type { WindowSize } from './stand-in.ts';

export interface View {
  readonly name: string;
  /** As `renderer/fake/main.tsx` reads it. */
  readonly query: Readonly<Record<string, string>>;
  /** The window that it opens in; default: a common one. */
  readonly size?: WindowSize;
  /** What is pressed then. */
  readonly open?: (page: Page) => Promise<void>;
}

/** The page that shows a state; all others choose it themselves. */
const PAGES: Readonly<Record<string, string>> = {
  library: 'recordings',
  exchange: 'recordings',
  player: 'recordings',
  'player-analysing': 'recordings',
  'player-analysed': 'recordings',
  'player-compared': 'recordings',
  training: 'training',
  'training-preparing': 'training',
  'training-interrupted': 'training',
  'training-failed': 'training',
  'training-setup': 'training',
  explorer: 'explorer',
  'explorer-empty': 'explorer',
};

const press = (testId: string) => async (page: Page) => {
  await page.getByTestId(testId).first().click();
};

/** Waits for the dialog that it opens. */
const pressNamed = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

/** Has the explorer draw a map, and waits for it. */
const mapBy = (method: 'PCA' | 't-SNE' | 'UMAP') => async (page: Page) => {
  await page.getByText(method, { exact: true }).click();
  await mapDone(page);
};

async function mapDone(page: Page): Promise<void> {
  await page.locator('[data-testid="explorer-map-area"][data-phase="done"]').waitFor();
}

/** The PIN that the stand-in takes. */
const PIN = '246824';

/** Views beyond the states themselves. */
const FURTHER: readonly View[] = [
  { name: 'settings', query: { state: 'live', page: 'settings' } },
  { name: 'settings, nobody enrolled', query: { state: 'welcome', page: 'settings' } },
  { name: 'settings, open key storage', query: { state: 'live-basic-text', page: 'settings' } },
  { name: 'recordings, none', query: { state: 'live', page: 'recordings' } },
  { name: 'activity', query: { state: 'live', page: 'activity' } },
  { name: 'training, nothing chosen', query: { state: 'live', page: 'training' } },
  {
    name: 'training, stopped',
    query: { state: 'training', page: 'training' },
    open: async (page) => {
      await press('training-stop')(page);
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'explorer, t-SNE', query: { state: 'live', page: 'explorer' }, open: mapBy('t-SNE') },
  { name: 'explorer, UMAP', query: { state: 'live', page: 'explorer' }, open: mapBy('UMAP') },
  {
    name: 'explorer, a look',
    query: { state: 'live', page: 'explorer' },
    open: async (page) => {
      await mapBy('PCA')(page);
      await page.getByTestId('explorer-map').focus();
      await page.keyboard.press('ArrowRight');
      await page.getByTestId('explorer-look').waitFor();
    },
  },
  { name: 'pad, set up', query: { state: 'live', page: 'pad' } },
  { name: 'numbers', query: { state: 'live' }, open: (page) => page.keyboard.press('d') },
  { name: 'depth large', query: { state: 'live' }, open: (page) => page.keyboard.press('2') },
  { name: 'looks large', query: { state: 'live' }, open: (page) => page.keyboard.press('5') },
  { name: 'cloud large', query: { state: 'live' }, open: (page) => page.keyboard.press('6') },
  { name: 'all views', query: { state: 'live' }, open: (page) => page.keyboard.press('a') },
  {
    name: 'marks on the head',
    query: { state: 'live' },
    open: async (page) => {
      await press('mark-landmarks')(page);
      await press('mark-axes')(page);
    },
  },
  { name: 'PIN pad', query: { state: 'locked' }, open: press('pin-open') },
  {
    name: 'PIN pad, no camera',
    query: { state: 'no-camera' },
    open: press('pin-open'),
  },
  {
    name: 'passphrase',
    query: { state: 'locked' },
    open: async (page) => {
      await press('pin-open')(page);
      await press('passphrase-open')(page);
    },
  },
  {
    name: 'recovery code, typed',
    query: { state: 'vault-key-lost' },
    open: press('recovery-open'),
  },
  {
    name: 'recovery code, new',
    query: { state: 'enrol-naming' },
    open: async (page) => {
      await page.getByTestId('enrol-name').fill('Ada');
      await page.getByTestId('enrol-pin').fill('246824');
      await press('enrol-save')(page);
      await page.getByTestId('recovery-code').waitFor();
    },
  },
  {
    name: 'recovery code, another one',
    query: { state: 'live', page: 'settings' },
    open: async (page) => {
      await press('new-code')(page);
      await page.getByTestId('pin-so-far').fill(PIN);
      await press('pin-question-save')(page);
      await page.getByTestId('recovery-code').waitFor();
    },
  },
  {
    name: 'recovery code, asked for',
    query: { state: 'live', page: 'settings' },
    open: press('new-code'),
  },
  {
    name: 'PIN, changed',
    query: { state: 'live', page: 'settings' },
    open: press('change-pin'),
  },
  {
    name: 'PIN, changed, refused',
    query: { state: 'live', page: 'settings' },
    open: async (page) => {
      await press('change-pin')(page);
      await page.getByTestId('pin-so-far').fill('135791');
      await page.getByTestId('pin-wanted').fill('739164');
      await press('pin-question-save')(page);
      await page.getByText('That PIN is not right.').waitFor();
    },
  },
  {
    name: 'PIN, asked once more',
    query: { state: 'live', page: 'settings' },
    open: press('level-strict'),
  },
  {
    name: 'licences',
    query: { state: 'live', page: 'settings' },
    open: press('show-licences'),
  },
  {
    name: 'somebody with the same face',
    query: { state: 'enrol-twin' },
    open: async (page) => {
      await page.getByTestId('enrol-name').fill('Eve');
      await page.getByTestId('enrol-pin').fill('739164');
      await press('enrol-save')(page);
      await page.getByTestId('enrol-save-anyway').waitFor();
    },
  },
  {
    name: 'enrolment, discarded',
    query: { state: 'enrol-naming' },
    open: press('enrol-cancel'),
  },
  {
    name: 'demo panel',
    query: { state: 'live', panel: 'open' },
  },
  {
    name: 'demo drawer',
    query: { state: 'live' },
    size: { name: '480 × 600', width: 480, height: 600 },
    open: press('virtual-panel'),
  },
  {
    name: 'recording, renamed',
    query: { state: 'library', page: 'recordings' },
    open: pressNamed(/^Rename/u),
  },
  {
    name: 'recording, deleted',
    query: { state: 'library', page: 'recordings' },
    open: press('recording-remove'),
  },
  {
    name: 'recording, exported',
    query: { state: 'library', page: 'recordings' },
    open: press('recording-export'),
  },
  {
    name: 'import',
    query: { state: 'library', page: 'recordings' },
    open: press('import'),
  },
  {
    name: 'rename a person',
    query: { state: 'live', page: 'settings' },
    open: pressNamed(/^Rename/u),
  },
  {
    name: 'remove a person, in settings',
    query: { state: 'live', page: 'settings' },
    open: pressNamed(/^Remove/u),
  },
  { name: 'start over', query: { state: 'vault-damaged' }, open: press('start-over') },
  {
    name: 'remove a person',
    query: { state: 'live' },
    open: (page) => page.getByTestId('person').getByRole('button').first().click(),
  },
  {
    name: 'delete everything',
    query: { state: 'live', page: 'settings' },
    open: press('delete-everything'),
  },
];

/** What a state's page works on for a moment before it looks as it stays. */
const ARRIVES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  explorer: mapDone,
};

/** Every state on its page, then the further views. */
export function allViews(states: readonly string[]): readonly View[] {
  return [
    ...states.map((state) => ({
      name: state,
      query: { state, ...(PAGES[state] === undefined ? {} : { page: PAGES[state] }) },
      ...(ARRIVES[state] === undefined ? {} : { open: ARRIVES[state] }),
    })),
    ...FURTHER,
  ];
}
