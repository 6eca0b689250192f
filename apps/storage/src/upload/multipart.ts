import type { IncomingMessage } from 'node:http';
import { UPLOAD_LIMITS, UploadPurpose } from '@beian/contracts/storage/api';
import { DomainError, invalidInput } from '@beian/kit/errors/domain-error';
import { parseInput } from '@beian/kit/http/validate';
import type { Request, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import { Turnstile } from '../picture/turnstile.ts';
import { malformedForm, missingFile, tooBusy, tooLarge, tooSlow } from './upload.errors.ts';

/** What a form brings. Its file name and content type are the client's word, and are not looked at. */
export interface SentFile {
  readonly purpose: UploadPurpose;
  readonly bytes: Buffer;
}

interface FormRequest extends Request {
  picture?: SentFile;
}

const LARGEST = Math.max(...Object.values(UPLOAD_LIMITS).map(({ bytes }) => bytes));
const LIMITS = { files: 1, fields: 1, parts: 2, fileSize: LARGEST + 1, fieldSize: 64, fieldNameSize: 32, headerPairs: 16, fieldNestingDepth: 0 };
const READ_MS = 60_000;
/** Each holds at most one file in memory. */
const readers = new Turnstile(32, 64, tooBusy);

/** Reads one file into memory, and stops at the first byte over the limit of its purpose, which stands before it. */
const inMemory: StorageEngine = {
  _handleFile(request, file, done) {
    let purpose: UploadPurpose;
    try {
      purpose = parseInput(UploadPurpose, (request.body as Record<string, unknown> | undefined)?.['purpose'], 'purpose');
    } catch (error) {
      file.stream.resume();
      done(error);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    let over = false;
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= UPLOAD_LIMITS[purpose].bytes) chunks.push(chunk);
      else if (!over) {
        over = true;
        chunks.length = 0;
        done(tooLarge(purpose));
      }
    });
    file.stream.on('error', (error: Error) => done(error));
    file.stream.on('end', () => {
      if (over) return;
      (request as FormRequest).picture = { purpose, bytes: Buffer.concat(chunks) };
      done(null, {});
    });
  },
  _removeFile(request, _file, done) {
    delete (request as FormRequest).picture;
    done(null);
  },
};

const read = multer({ storage: inMemory, limits: LIMITS }).single('file');

/** Reads the form of POST /uploads: `purpose`, then `file`. Throws what is wrong with it; the connection stays usable. */
export function readForm(request: Request, response: Response): Promise<SentFile> {
  return readers.pass(async () => {
    await withTimeLimit(request, new Promise<void>((resolve, reject) => read(request, response, (error: unknown) => (error ? reject(toRefusal(error)) : resolve()))));
    const { picture } = request as FormRequest;
    if (picture) return picture;
    throw (request.headers['content-type'] ?? '').startsWith('multipart/form-data') ? missingFile() : malformedForm();
  });
}

function toRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof multer.MulterError && error.code === 'LIMIT_UNEXPECTED_FILE') return missingFile();
  if (error instanceof multer.MulterError && error.field === 'purpose') return invalidInput([{ field: 'purpose', code: 'invalid_value', message: '不支持的用途' }]);
  return malformedForm();
}

async function withTimeLimit(request: IncomingMessage, reading: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      request.unpipe();
      request.resume();
      reject(tooSlow());
    }, READ_MS);
  });
  try {
    await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
    // After a lost race the reading may still end, well or not; nobody waits for it.
    reading.catch(() => undefined);
  }
}
