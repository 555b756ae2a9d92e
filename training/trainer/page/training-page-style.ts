/** Style sheet of `training.html`; the colours are those of the application (renderer/styles/tokens.css). */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --background: light-dark(#f4f5f7, #0b0d10);
  --surface: light-dark(#ffffff, #14171c);
  --line: light-dark(rgb(15 23 32 / 12%), rgb(255 255 255 / 9%));
  --text: light-dark(#14181d, #eef1f4);
  --text-soft: light-dark(#4e5762, #a6b0bb);
  --accent: light-dark(#08705f, #6fdcc6);
  --accent-soft: light-dark(rgb(8 112 95 / 9%), rgb(111 220 198 / 14%));
  --warning: light-dark(#8a5300, #f2bd6a);
  --danger: light-dark(#b3261e, #ff8f85);
  --color-1: light-dark(#08705f, #6fdcc6);
  --color-2: light-dark(#6a3fc4, #b59cff);
  --color-3: light-dark(#a2480a, #ffb07a);
  --color-4: light-dark(#1d5fc2, #86b8ff);
  --color-5: light-dark(#a3246b, #ff9ccb);
  --color-6: light-dark(#5d6b17, #cfe07a);
  font: 14px/1.5 system-ui, 'Segoe UI', 'Noto Sans', sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--background); color: var(--text); }
main { max-width: 900px; margin: 0 auto; padding: 32px 20px 48px; }
header { display: flex; align-items: center; gap: 14px; }
h1 { margin: 0; font-size: 26px; font-weight: 650; letter-spacing: -0.02em; }
h2 { margin: 0; font-size: 15px; font-weight: 600; }
h3 { margin: 0; color: var(--text-soft); font-size: 12px; font-weight: 500; }
.status { padding: 2px 10px; border-radius: 99px; background: var(--accent-soft); color: var(--accent); font-weight: 550; }
.status.interrupted { color: var(--warning); background: color-mix(in srgb, var(--warning) 13%, transparent); }
.status.failed { color: var(--danger); background: color-mix(in srgb, var(--danger) 13%, transparent); }
.bar { height: 6px; margin: 18px 0; overflow: hidden; border-radius: 99px; background: var(--line); }
.bar div { height: 100%; border-radius: 99px; background: var(--accent); }
.message { margin: 0 0 18px; color: var(--text-soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(145px, 1fr)); gap: 1px; padding: 0; overflow: hidden; background: var(--line); }
.tile { padding: 14px 16px; background: var(--surface); }
.tile strong { display: block; font-size: 21px; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
.tile p { margin: 0; color: var(--text-soft); font-size: 12px; }
section { margin-top: 16px; padding: 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.title { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 16px; margin-bottom: 10px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; color: var(--text-soft); font-size: 12px; }
.key { display: inline-flex; align-items: center; gap: 6px; }
.key i { width: 14px; height: 3px; border-radius: 2px; }
.empty { margin: 0; color: var(--text-soft); }
svg { display: block; width: 100%; height: auto; }
.grid { stroke: var(--line); }
.tick { fill: var(--text-soft); font-size: 11px; font-variant-numeric: tabular-nums; }
.line { fill: none; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
${[1, 2, 3, 4, 5, 6]
  .map(
    (n) => `.stroke-${n} { stroke: var(--color-${n}); }
.fill-${n} { fill: var(--color-${n}); background: var(--color-${n}); }`,
  )
  .join('\n')}
.table { max-height: 340px; overflow: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: right; }
th { position: sticky; top: 0; background: var(--surface); color: var(--text-soft); font-size: 12px; font-weight: 500; }
th:first-child, td:first-child { text-align: left; }
tr.best td { color: var(--accent); font-weight: 600; }
footer { margin-top: 18px; color: var(--text-soft); font-size: 12px; }
`;
