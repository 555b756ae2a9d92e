import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openShard, writeShard } from './population/shard.ts';
import { openStudio } from './population/person-shots.ts';
const A = join(import.meta.dirname, '../assets');
const studio = await openStudio(A);
if (!studio.ok) throw new Error(studio.problem.message);
const base = join(process.env['HOME'] ?? '', '.cache/depthlock/training/population');
const [set, part, parts] = [process.argv[2] ?? 'reported', Number(process.argv[3] ?? 0), Number(process.argv[4] ?? 1)];
const from = join(base, 'recipe-2/seed-0', set), to = join(base, 'recipe-3/seed-0', set);
mkdirSync(to, { recursive: true });
const files = readdirSync(from).filter((f) => f.endsWith('.shard')).sort();
let checked = false;
for (const [n, f] of files.entries()) {
  if (n % parts !== part || existsSync(join(to, f))) continue;
  const shard = openShard(join(from, f)) as any;
  const records: Uint8Array[] = [], shots: any[] = [];
  let r = 0;
  const byPerson = new Map<number, any[]>();
  for (const s of shard.shots) { if (!byPerson.has(s.person)) byPerson.set(s.person, []); byPerson.get(s.person)!.push(s); }
  for (const [person, own] of byPerson) {
    const old = own.filter((s) => s.acquired).map(() => { return shard.readRecord(r++); });
    const redo = own.some((s) => !s.acquired) || !checked;
    if (!redo) { shots.push(...own); records.push(...old); continue; }
    const made = await studio.value.shoot(set as any, person, own.length, 0);
    let k = 0;
    for (const [i, { description, record }] of made.shots.entries()) {
      if (own[i].acquired) {
        const before = old[k++]!;
        if (record === null || Buffer.compare(Buffer.from(before), Buffer.from(record)) !== 0 || JSON.stringify(description) !== JSON.stringify(own[i])) throw new Error(`person ${person} view ${i} differs`);
      }
      shots.push(description); if (record !== null) records.push(record);
    }
    checked = true;
  }
  writeShard(join(to, f), { recipe: 3, set: shard.set, seed: shard.seed, people: shard.people, shots, records });
  console.log(f, shots.length - records.length, 'missed of', shots.length);
  shard.close();
}
await studio.value.dispose();
