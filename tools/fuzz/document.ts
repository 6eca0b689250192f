import { SERVICES } from '@beian/contracts/services';

export interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly 'x-access'?: { readonly kind: string; readonly roles?: readonly string[] };
}

export interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** For the gateway alone; through it they answer 404. */
const CLOSED = /^\/(tokens|internal|health|metrics|openapi\.json)(\/|$)/;

/** The documents of all services as one, with the paths that a browser uses through the gateway. */
export async function documentOfAll(urlOf: (service: string) => string): Promise<Document> {
  const documents = await Promise.all(SERVICES.map(async (service) => ({ service, document: await documentOf(urlOf(service)) })));
  const components: Record<string, Record<string, unknown>> = {};
  const paths: Record<string, Record<string, Operation>> = {};
  for (const { service, document } of documents) {
    for (const [kind, named] of Object.entries(document.components)) components[kind] = joined(components[kind] ?? {}, named);
    for (const [path, item] of Object.entries(document.paths)) if (!CLOSED.test(path)) paths[`/api/${service}${path}`] = item;
  }
  return { openapi: documents[0]?.document.openapi ?? '3.0.0', info: { title: 'Beian', version: '1' }, paths, components };
}

async function documentOf(url: string): Promise<Document> {
  const answer = await fetch(`${url}/openapi.json`, { signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${url}/openapi.json answers ${answer.status}`);
  return (await answer.json()) as Document;
}

/** One name may mean one thing only, whichever service says it. */
function joined(known: Record<string, unknown>, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const [name, one] of Object.entries(more)) {
    if (name in known && JSON.stringify(known[name]) !== JSON.stringify(one)) throw new Error(`Two services describe ${name} differently`);
  }
  return { ...known, ...more };
}

/** `GET /api/…/{id}` for a path that was asked; undefined for one that the document does not have. */
export function labelOf(document: Document, method: string, path: string): string | undefined {
  const [plain = ''] = path.split('?');
  const found = Object.keys(document.paths).find((template) => new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(plain) && method.toLowerCase() in (document.paths[template] ?? {}));
  return found === undefined ? undefined : `${method} ${found}`;
}

/** Lists: what can be read without knowing an id. */
export function listsOf(document: Document): string[] {
  return Object.entries(document.paths).filter(([path, item]) => !path.includes('{') && item['get'] !== undefined && (item['get'].parameters ?? []).every(({ required }) => required !== true)).map(([path]) => path);
}
