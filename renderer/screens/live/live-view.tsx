import { useTranslations } from 'use-intl/react';
import { FrameCanvas } from '../../frames/frame-canvas.tsx';
import type { DepthRangeFollower } from '../../frames/depth-range.ts';
import type { HeadMarks } from '../../frames/head-marks.ts';
import { PointCloud } from './cloud/point-cloud.tsx';
import { LooksView } from './looks/looks-view.tsx';
import { isPicture, type ViewName } from './views.ts';

interface LiveViewProps {
  readonly view: ViewName;
  readonly isLarge: boolean;
  readonly marks: HeadMarks;
  readonly depthRange: DepthRangeFollower;
}

/** One view of what the camera sees, filling its place. */
export function LiveView({ view, isLarge, marks, depthRange }: LiveViewProps) {
  const words = useTranslations('live.pictureNames');
  if (isPicture(view)) {
    return (
      <FrameCanvas
        picture={view}
        label={words(view)}
        faceBox={isLarge}
        marks={marks}
        depthRange={depthRange}
      />
    );
  }
  return view === 'looks' ? <LooksView isLarge={isLarge} /> : <PointCloud isLarge={isLarge} />;
}
