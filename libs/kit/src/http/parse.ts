import { applyDecorators, Body, Param, Query, type PipeTransform } from '@nestjs/common';
import { ApiBody, ApiParam, ApiProduces, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { parseInput } from './validate.ts';

class ZodPipe<T> implements PipeTransform<unknown, T> {
  readonly schema: z.ZodType<T>;
  readonly prefix: string | undefined;

  constructor(schema: z.ZodType<T>, prefix?: string) {
    this.schema = schema;
    this.prefix = prefix;
  }

  transform(value: unknown): T {
    return parseInput(this.schema, value, this.prefix);
  }
}

/** The schema as OpenAPI 3.0 writes it. */
export function openApiSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  return z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' });
}

/** Parameter: the whole body, parsed; also documented. */
export function ZodBody<T>(schema: z.ZodType<T>): ParameterDecorator {
  return both(Body(new ZodPipe(schema)), ApiBody({ schema: openApiSchema(schema) as never }));
}

/** Parameter: the whole query, parsed (numbers need `z.coerce`); unknown names are refused. */
export function ZodQuery<T>(schema: z.ZodType<T>): ParameterDecorator {
  const { properties = {}, required = [] } = openApiSchema(schema) as { properties?: Record<string, unknown>; required?: string[] };
  const documented = Object.entries(properties).map(([name, property]) => ApiQuery({ name, required: required.includes(name), schema: property as never }));
  return both(Query(new ZodPipe(schema)), ...documented);
}

/** Parameter: one segment of the path, parsed. */
export function ZodParam<T>(name: string, schema: z.ZodType<T>): ParameterDecorator {
  return both(Param(name, new ZodPipe(schema, name)), ApiParam({ name, schema: openApiSchema(schema) as never }));
}

/** Method: documents what it answers. */
export function Answers(schema: z.ZodType, status = 200, description = ''): MethodDecorator {
  return ApiResponse({ status, description, schema: openApiSchema(schema, 'output') as never });
}

/** Method: documents that it answers a file of one of these media types. */
export function AnswersFile(...types: [string, ...string[]]): MethodDecorator {
  return applyDecorators(ApiProduces(...types), ApiResponse({ status: 200, schema: { type: 'string', format: 'binary' } }));
}

function both(parse: ParameterDecorator, ...document: MethodDecorator[]): ParameterDecorator {
  return (target, key, index) => {
    parse(target, key, index);
    if (key === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    if (!descriptor) throw new TypeError(`${String(key)} is not a method`);
    for (const decorate of document) decorate(target, key, descriptor);
  };
}
