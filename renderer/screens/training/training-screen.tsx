import { useApp } from '../../app/window-context.tsx';
import { HomeHeader } from '../home-header.tsx';
import { EvaluationCard } from './evaluation-card.tsx';
import { RunCard } from './run-card.tsx';
import { SetupCard } from './setup-card.tsx';
import styles from './training-screen.module.css';

/** Evaluates encoders on datasets, and trains them; both run in processes of their own. */
export function TrainingScreen() {
  const run = useApp(({ training }) => training.run);
  return (
    <section className={styles.training} data-testid="screen-training">
      <HomeHeader page="training" />
      <div className={styles.scroll} tabIndex={0}>
        <div className={styles.columns}>
          <EvaluationCard />
          {run === null ? <SetupCard /> : <RunCard run={run} />}
        </div>
      </div>
    </section>
  );
}
