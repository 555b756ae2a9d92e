/** A stand-in for the part of Qdrant's REST API that `qdrant.ts` uses, as https://api.qdrant.tech describes it. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const vector = z.array(z.number());
const created = z.object({ vectors: z.object({ size: z.number(), distance: z.string() }) });
const upserted = z.object({
  points: z.array(
    z.object({ id: z.uuid(), vector, payload: z.record(z.string(), z.unknown()) }).strict(),
  ),
});
const queried = z
  .object({
    query: vector,
    filter: z.object({
      must: z.array(z.object({ key: z.string(), match: z.object({ value: z.string() }) })),
    }),
    params: z.object({ exact: z.boolean() }),
    limit: z.number().int().positive(),
    with_payload: z.literal(true),
  })
  .strict();

type Point = z.infer<typeof upserted>['points'][number];

export interface QdrantStandIn {
  /** Of a collection that is not there yet. */
  readonly address: string;
  readonly points: ReadonlyMap<string, Point>;
  /** Method and path of each request. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** @param key refuses whoever does not send it */
export async function startQdrant(key?: string): Promise<QdrantStandIn> {
  const points = new Map<string, Point>();
  const requests: string[] = [];
  let params: z.infer<typeof created> | null = null;

  function answer(method: string, path: string, body: unknown): [number, unknown] {
    switch (`${method} ${path}`) {
      case 'GET ':
        return params === null
          ? [404, { status: { error: 'Not found' } }]
          : ok({ config: { params } });
      case 'PUT ':
        params = created.parse(body);
        return ok(true);
      case 'PUT /points?wait=true':
        for (const point of upserted.parse(body).points) {
          if (point.vector.length !== params?.vectors.size) return [400, 'Wrong dimension'];
          points.set(point.id, point);
        }
        return ok({ status: 'completed' });
      case 'POST /points/query': {
        const { query, filter, limit } = queried.parse(body);
        const found = [...points.values()]
          .filter(({ payload }) =>
            filter.must.every(({ key: name, match }) => payload[name] === match.value),
          )
          .map(({ id, vector: other, payload }) => ({
            ...{ id, payload },
            score: Math.hypot(...other.map((x, i) => x - (query[i] ?? 0))),
          }));
        return ok({ points: found.sort((a, b) => a.score - b.score).slice(0, limit) });
      }
      default:
        return [405, `${method} ${path} is nothing that Qdrant knows.`];
    }
  }

  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url = '' } = request;
      const path = url.replace(/^\/collections\/looks/, '');
      requests.push(`${method} ${path}`);
      const body = await text(request);
      const isAllowed = key === undefined || request.headers['api-key'] === key;
      const [status, content] = isAllowed
        ? answer(method, path, body === '' ? null : JSON.parse(body))
        : [401, 'Must provide an API key'];
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    })().catch((error: unknown) => {
      response.writeHead(400);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The stand-in has no port.');
  return {
    address: `http://127.0.0.1:${at.port}/collections/looks`,
    ...{ points, requests },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const ok = (result: unknown): [number, unknown] => [200, { result, status: 'ok', time: 0 }];
