/** Where the window was when it was closed, in points of the screen. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace extends Rectangle {
  /** The rest is then where it goes when it is made smaller again. */
  readonly maximised: boolean;
}
