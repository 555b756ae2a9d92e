/** The blocks of commands of a page that stand below a line with ▶: those that run anywhere, in order. */
export function tutorialSteps(page: string): readonly string[] {
  return [...page.matchAll(/^▶\n+```sh\n(.*?)^```/gms)].map(([, commands = '']) => commands);
}
