import type { FrameWish } from '../../../electron/contract/window/bridge.ts';
import type { ShownHeadWish } from '../../../electron/contract/shown-head.ts';

export const NOTHING_WISHED: FrameWish = { picture: 'none', side: 0, registered: 0 };

const REACH = ['none', 'head', 'whole'] as const;

/** What serves every canvas: the head can be shown out of the whole picture, not the other way round. */
export function mergedWish(wishes: Iterable<FrameWish>): FrameWish {
  let merged = NOTHING_WISHED;
  for (const wish of wishes) {
    const isFarther = REACH.indexOf(wish.picture) > REACH.indexOf(merged.picture);
    const head = mergedHead(merged.head, wish.head);
    merged = {
      picture: isFarther ? wish.picture : merged.picture,
      side: wish.picture === 'none' ? merged.side : Math.max(merged.side, wish.side),
      registered: Math.max(merged.registered, wish.registered),
      ...(head === undefined ? {} : { head }),
    };
  }
  return merged;
}

/** What encoders see of a head comes with where it is. */
function mergedHead(
  one: ShownHeadWish | undefined,
  other: ShownHeadWish | undefined,
): ShownHeadWish | undefined {
  return one === 'looks' || other === 'looks' ? 'looks' : (one ?? other);
}

export function isSameWish(one: FrameWish, other: FrameWish): boolean {
  return (
    one.picture === other.picture &&
    one.side === other.side &&
    one.registered === other.registered &&
    one.head === other.head
  );
}
