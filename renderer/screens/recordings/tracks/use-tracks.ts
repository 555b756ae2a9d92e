import { useEffect, useState } from 'react';
import { framesOf, joinPieces } from '../../../../electron/analysis/tracks/joined-tracks.ts';
import type { AnalysisView, TrackPiece } from '../../../../electron/contract/recording-analysis.ts';
import { useStore } from '../../../app/window-context.tsx';

interface Known {
  /** Which analysis it is of. */
  readonly of: string;
  readonly piece: TrackPiece;
}

/** The tracks of an analysis, as far as it is: what is new is asked for as it grows. Null: there are none yet. */
export function useTracks(view: AnalysisView | undefined): TrackPiece | null {
  const store = useStore();
  const [known, setKnown] = useState<Known | null>(null);
  const id = view?.id ?? '';
  const kind = view?.kind ?? 'people';
  const done = view?.done ?? 0;
  const of = [id, kind, ...(view?.locks ?? []).map(({ encoder }) => encoder)].join(' ');
  const own = known?.of === of && endOf(known.piece) <= done ? known.piece : null;
  const from = own === null ? 0 : endOf(own);
  useEffect(() => {
    if (id === '' || from >= done) return;
    let isStale = false;
    void store.ask('analysis.tracks', { id, of: kind, from }).then((answer) => {
      if (isStale || !answer.ok || answer.value === null) return;
      const added = answer.value;
      setKnown((before) => {
        const follows = before?.of === of && endOf(before.piece) === added.from;
        const piece = follows ? joinPieces([before.piece, added]) : null;
        return { of, piece: piece ?? added };
      });
    });
    return () => {
      isStale = true;
    };
  }, [store, id, kind, of, from, done]);
  return own;
}

const endOf = (piece: TrackPiece): number => piece.from + framesOf(piece);
