import { beforeEach, describe, expect, it } from 'vitest';
import { EMBEDDING_LENGTH } from '../../contract/face-embedding.ts';
import { MOST_LOOKS_OPENED, MOST_OPENED, type OpenedSource } from '../../contract/explorer.ts';
import { standInCommands } from '../training/commands-fixture.ts';
import { OpenedSources } from './opened-sources.ts';

let commands: ReturnType<typeof standInCommands>;
let shown: readonly OpenedSource[];
let opened: OpenedSources;

beforeEach(() => {
  commands = standInCommands();
  shown = [];
  opened = new OpenedSources({
    ...{ assets: '/assets', start: commands.start },
    onSources: (sources) => (shown = sources),
  });
});

const command = (index = commands.started.length - 1) =>
  commands.started[index] ?? expect.unreachable();
const source = (version = '4') => ({
  ...{ kind: 'source', name: 'family', looks: 3, encoder: { name: 'fused', version } },
});
const look = (person: string | null) => ({
  ...{ kind: 'look', person, look: 'ada/front', yaw: 3, pitch: -2, handicap: 0 },
  ...{ spectrum: 'colour', trust: 'recording', timeIso: null, picture: 'AQID' },
  embedding: new Array<number>(EMBEDDING_LENGTH).fill(0.5),
});

describe('a source that is opened', () => {
  it('is read by the command line, and then among the sets', async () => {
    opened.open('dataset', '/home/ada/family', 'family');
    expect(command().words).toEqual([
      ...['embed', '/home/ada/family', '--assets', '/assets'],
      ...['--most', String(MOST_LOOKS_OPENED)],
    ]);
    expect(shown).toMatchObject([{ name: 'family', progress: { phase: 'reading', total: 0 } }]);
    command().print(source());
    command().print(look('ada'));
    command().print('a line of some library');
    expect(opened.sets()).toEqual([]);
    await command().end(0);
    expect(shown[0]?.progress).toEqual({
      ...{ phase: 'read', looks: 1, missed: 0, unreadable: 0, problem: null },
    });
    const [set] = opened.sets();
    expect(set).toMatchObject({
      ...{ kind: 'dataset', name: 'family', encoder: { name: 'fused', version: '4' } },
      points: [{ person: 'ada', yaw: 3, trust: 'recording', thumbnail: Uint8Array.of(1, 2, 3) }],
    });
    expect(set?.points[0]?.embedding).toEqual(new Float32Array(EMBEDDING_LENGTH).fill(0.5));
  });

  it('half readable says how much is left out, and why the first of it', async () => {
    opened.open('dataset', '/home/ada/family', 'family');
    command().print(source());
    command().print({ kind: 'missed', look: 'ada/back', reason: 'nobody' });
    command().print({ kind: 'unreadable', look: 'ada/left', problem: 'ada/left is no picture.' });
    command().print({ kind: 'unreadable', look: 'ada/up', problem: 'ada/up is gone.' });
    await command().end(0);
    expect(shown[0]?.progress).toEqual({
      ...{ phase: 'read', looks: 0, missed: 1, unreadable: 2, problem: 'ada/left is no picture.' },
    });
    expect(opened.sets()).toEqual([]);
  });

  it('that is none says why, and shows nothing of what was read', async () => {
    opened.open('dataset', '/home/ada', 'ada');
    command().print(source());
    command().print(look('ada'));
    command().complain('depthlock embed: There is no dataset in /home/ada.');
    await command().end(1);
    const message = 'There is no dataset in /home/ada.';
    expect(shown[0]?.progress).toEqual({ phase: 'failed', message });
    expect(opened.sets()).toEqual([]);
  });

  it('has a name of its own, and its encoder: those of two are two sets', async () => {
    opened.open('recording', '/evening.mcap', 'evening');
    opened.open('recording', '/old/evening.mcap', 'evening');
    for (const [index, version] of ['4', '3'].entries()) {
      command(index).print(source(version));
      command(index).print(look(null));
      await command(index).end(0);
    }
    expect(opened.sets().map(({ name, encoder }) => `${name}, ${encoder.version}`)).toEqual([
      'evening, 4',
      'evening 2, 3',
    ]);
  });

  it('is closed, also while it is read, and nothing of it stays', async () => {
    opened.open('dataset', '/home/ada/family', 'family');
    command().print(source());
    opened.close(shown[0]?.id ?? '');
    expect([shown, command().asked()]).toEqual([[], 1]);
    command().print(look('ada'));
    await command().end(130);
    expect([shown, opened.sets()]).toEqual([[], []]);
  });

  it('is one of so many at most', () => {
    for (let i = 0; i < MOST_OPENED; i++) opened.open('dataset', '/family', 'family');
    expect(opened.open('dataset', '/family', 'family')).toMatchObject({ ok: false });
    expect(commands.started).toHaveLength(MOST_OPENED);
    opened.closeAll();
    expect(shown).toEqual([]);
  });
});
