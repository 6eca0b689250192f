import { shanghaiDate } from '../calendar/dates.ts';

/** A map by region code, whichever way the caller keeps it. */
export type ByRegion<T> = ReadonlyMap<string, T> | Readonly<Record<string, T>>;

/** A region code that was abolished, and the codes that took its place on that date (S5). Several: the region was split. */
export interface Succession {
  readonly code: string;
  readonly successors: readonly string[];
  /** Date from which the successors hold, `YYYY-MM-DD`. */
  readonly since: string;
}

export interface RouteOptions {
  readonly successions?: readonly Succession[];
  /** The day the routing is for; successions of a later date are not followed. Left out: all are. */
  readonly on?: Date | string;
}

/** Where a region's cases go, or why that cannot be said. `path` lists every code that was looked at, in order. */
export type Route<B> =
  | { readonly found: true; readonly bureau: B; readonly region: string; readonly exact: boolean; readonly path: readonly string[] }
  | { readonly found: false; readonly code: 'region.unknown' | 'region.split' | 'region.no-bureau' | 'region.cycle'; readonly message: string; readonly candidates: readonly string[]; readonly path: readonly string[] };

/**
 * The bureau of the region, else of its nearest ancestor by explicit parent (S5) — never by arithmetic on the code, which
 * fails for 441900, 4290xx, 5001, development zones and 66…. Abolished codes are followed to their successors first.
 */
export function routeRegion<B>(
  bureausByRegion: ByRegion<B>,
  regionParents: ByRegion<string | null>,
  regionCode: string,
  options: RouteOptions = {},
): Route<B> {
  const path: string[] = [];
  let code: string | null | undefined = regionCode;
  while (code !== null && code !== undefined) {
    if (path.includes(code)) return failure('region.cycle', path);
    path.push(code);
    const successors = successorsOf(code, options);
    if (successors.length > 1) return failure('region.split', path, successors);
    const bureau = successors.length === 1 ? undefined : read(bureausByRegion, code);
    if (bureau !== undefined) return { found: true, bureau, region: code, exact: code === regionCode, path };
    const step: string | null | undefined = successors[0] ?? read(regionParents, code);
    if (step === undefined) return failure('region.unknown', path);
    code = step;
  }
  return failure('region.no-bureau', path);
}

function successorsOf(code: string, options: RouteOptions): readonly string[] {
  const on = options.on === undefined ? undefined : shanghaiDate(options.on);
  return options.successions?.find((entry) => entry.code === code && (on === undefined || entry.since <= on))?.successors ?? [];
}

const MESSAGES = {
  'region.unknown': '所选地区不在行政区划表中，请重新选择',
  'region.split': '所选地区的行政区划已拆分，请选择现行地区',
  'region.no-bureau': '所选地区不在本平台的受理范围内，请登录全国互联网安全管理服务平台（beian.mps.gov.cn），向所选地区的公安机关申请',
  'region.cycle': '行政区划表有误，请联系系统管理员',
} as const;

function failure(code: keyof typeof MESSAGES, path: readonly string[], candidates: readonly string[] = []): { found: false; code: keyof typeof MESSAGES; message: string; candidates: readonly string[]; path: readonly string[] } {
  return { found: false, code, message: MESSAGES[code], candidates, path };
}

function read<T>(map: ByRegion<T>, key: string): T | undefined {
  if (map instanceof Map) return (map as ReadonlyMap<string, T>).get(key);
  return Object.hasOwn(map, key) ? (map as Readonly<Record<string, T>>)[key] : undefined;
}
