import { Problem } from '@beian/contracts/problem';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_EXTENSION, type Access } from '../auth/access.ts';
import { openApiSchema } from './parse.ts';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** What a caller may be refused with, gateway included, and what it means to them. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: '请求格式有误',
  401: '未登录，或登录已失效',
  403: '无权进行此操作，或请求来源不正确',
  404: '未找到，或无权查看',
  409: '与现有记录或其状态冲突',
  411: '缺少内容长度',
  413: '提交的内容过大',
  415: '不支持的内容类型',
  422: '提交的内容有误，逐项列出',
  429: '操作过于频繁',
  503: '暂时不可用，未作任何更改，可重试',
};

/** The OpenAPI document of a service, with every refusal that its operations share; controllers name their successes. */
export function describeApi(app: INestApplication, name: string): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle(name).setVersion('1').addBearerAuth().build());
  return withRefusals(document);
}

/** Adds the refusals as RFC 9457 problems: the same shape and the same texts everywhere, so they are written only here. */
export function withRefusals(document: OpenAPIObject): OpenAPIObject {
  const responses = Object.fromEntries(Object.entries(REFUSALS).map(([status, description]) => [refusalName(status), {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }]));
  const components = { ...document.components, responses: { ...document.components?.responses, ...responses } };
  components.schemas = { ...components.schemas, Problem: openApiSchema(Problem, 'output') as never };
  const paths = Object.fromEntries(Object.entries(document.paths).map(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [[method, refusing(method, operation)] as const];
    });
    return [path, { ...item, ...Object.fromEntries(operations) }];
  }));
  return { ...document, paths, components };
}

function refusing(method: (typeof METHODS)[number], operation: Operation): Operation {
  const shared: Responses = Object.fromEntries(refusalsOf(method, operation).map((status) => [status, { $ref: `#/components/responses/${refusalName(status)}` }]));
  return { ...operation, responses: { ...shared, ...operation.responses } };
}

/** A bad token is refused everywhere; writing needs our own pages as its origin; what has a parameter or a body may name nothing. */
function refusalsOf(method: string, operation: Operation): number[] {
  const access = (operation as { [ACCESS_EXTENSION]?: Access })[ACCESS_EXTENSION];
  const writes = method !== 'get';
  // Whoever is signed in may still be one of the wrong kind, as an officer is at applicants' own accounts.
  const isOpen = access?.kind === 'public';
  const takes = (operation.parameters ?? []).length > 0 || operation.requestBody !== undefined;
  return [
    400, 401, 429, 503,
    ...(writes || !isOpen ? [403] : []),
    ...(hasPathParameter(operation) || operation.requestBody !== undefined ? [404] : []),
    ...(writes ? [409, 411, 413, 415] : []),
    ...(takes ? [422] : []),
  ];
}

function hasPathParameter(operation: Operation): boolean {
  return (operation.parameters ?? []).some((parameter) => 'in' in parameter && parameter.in === 'path');
}

function refusalName(status: string | number): string {
  return `Refused${status}`;
}
