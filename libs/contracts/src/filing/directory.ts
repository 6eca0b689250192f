import { PROVIDER_KINDS } from '@beian/rules/website/providers';
import { z } from 'zod';
import { Id, RegionCode, Seen, line } from '../primitives.ts';

/** 网络接入服务商 and 域名注册服务商: what the look-ups of LKP-01 look for. */
export const ProviderKind = z.enum(Object.keys(PROVIDER_KINDS) as [keyof typeof PROVIDER_KINDS, ...(keyof typeof PROVIDER_KINDS)[]]);
export type ProviderKind = z.infer<typeof ProviderKind>;

/** GET /providers (LKP-02, LKP-05): the region is asked for, the name may be left out. A region finds those within it too. */
export const ProviderSearch = z.strictObject({
  kind: ProviderKind,
  region: z.string({ error: '请选择服务商所属地区' }).pipe(RegionCode),
  name: z.string().trim().max(100).optional(),
  after: z.string().max(400).optional(),
});
export type ProviderSearch = z.infer<typeof ProviderSearch>;

/** A row of the look-up (LKP-03); what is chosen fills the form. */
export const FoundProvider = z.object({ directory: Id, kind: ProviderKind, name: z.string(), region: RegionCode, address: z.string(), phone: z.string() });
export type FoundProvider = z.infer<typeof FoundProvider>;
export const FoundProviders = z.object({ items: z.array(FoundProvider), next: z.string().nullable() });
export type FoundProviders = z.infer<typeof FoundProviders>;

/** A province, city or county: towns have no providers of their own. */
const ServedRegion = z.string().regex(/^\d{6}$/, '地区代码应为6位数字');
const fields = { kind: ProviderKind, name: line(100), region: ServedRegion, address: z.string().trim().max(200).default(''), phone: z.string().trim().max(30).default('') };

/** POST /administration/providers, PUT /administration/providers/:id. */
export const KeepProvider = z.strictObject(fields);
export type KeepProvider = z.infer<typeof KeepProvider>;
export const ChangeProvider = z.strictObject({ ...fields, expectedVersion: Seen.positive() });
export type ChangeProvider = z.infer<typeof ChangeProvider>;
/** POST /administration/providers/:id/withdrawal: found no more; filings that name it keep it. */
export const WithdrawProvider = z.strictObject({ expectedVersion: Seen.positive() });

/** POST /administration/providers/import: a table as CSV, its first line 类别,名称,地区代码,地址,电话. All of it or nothing. */
export const ImportProviders = z.strictObject({ csv: z.string().min(1, '请选择文件').max(900_000, '文件过大，请分批导入') });
export const ImportedProviders = z.object({ added: z.int(), changed: z.int(), same: z.int() });
export type ImportedProviders = z.infer<typeof ImportedProviders>;

/** GET /administration/providers: by name, withdrawn ones too. */
export const ProviderListQuery = z.strictObject({ kind: ProviderKind.optional(), name: z.string().trim().max(100).optional(), after: z.string().max(400).optional() });
export const KeptProvider = FoundProvider.extend({ source: z.enum(['administrator', 'import', 'filing']), active: z.boolean(), version: z.int() });
export type KeptProvider = z.infer<typeof KeptProvider>;
export const KeptProviders = z.object({ items: z.array(KeptProvider), next: z.string().nullable() });
export type KeptProviders = z.infer<typeof KeptProviders>;
export const ProviderKept = z.object({ directory: Id });
