import { useEffect, useState } from 'react';
import { useApp } from '../../app/window-context.tsx';
import { HomeHeader } from '../home-header.tsx';
import { ExchangeList } from './exchange-list.tsx';
import { RecordingsList } from './recordings-list.tsx';
import { PlayerView } from './player-view.tsx';
import { ReturningFocus, ReturningFocusContext } from './return-focus.ts';
import styles from './recordings-screen.module.css';

/** The list of recordings, or the recording that was opened from it. */
export function RecordingsScreen() {
  const player = useApp((app) => app.player);
  const recording = useApp(({ recordings }) =>
    player.phase === 'closed' ? undefined : recordings.find(({ id }) => id === player.id),
  );
  const [returning] = useState(() => new ReturningFocus());
  const openId = player.phase === 'open' ? player.id : null;
  useEffect(() => {
    if (openId === null) return;
    return () => {
      returning.wish({ id: openId });
    };
  }, [returning, openId]);
  return (
    <ReturningFocusContext value={returning}>
      <section className={styles.recordings} data-testid="screen-recordings">
        <HomeHeader page="recordings" />
        <ExchangeList />
        {player.phase === 'open' && recording !== undefined ? (
          <PlayerView key={player.id} player={player} recording={recording} />
        ) : (
          <RecordingsList />
        )}
      </section>
    </ReturningFocusContext>
  );
}
