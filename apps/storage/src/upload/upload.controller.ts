import { applyDecorators, Controller, Get, Header, HttpCode, Inject, Post, StreamableFile, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { RevealByReceipt } from '@beian/contracts/filing/reveals';
import { Id } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { UploadPurpose, UploadView } from '@beian/contracts/storage/api';
import { Caller, Roles } from '@beian/kit/auth/principal.guard';
import { Answers, AnswersFile, ZodBody, ZodParam } from '@beian/kit/http/parse';
import { ContentService, type Content } from './content.service.ts';
import { MultipartInterceptor, Sent } from './multipart.interceptor.ts';
import type { SentFile } from './multipart.ts';
import { UploadService } from './upload.service.ts';

/** Ids stand in sealed values' contexts, so they have one spelling. */
const UploadId = Id.toLowerCase();
const FORM = { type: 'object', required: ['purpose', 'file'], properties: { purpose: { type: 'string', enum: [...UploadPurpose.options] }, file: { type: 'string', format: 'binary' } } } as const;
const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/** A picture of somebody's: kept by no cache, read as nothing else, shown on no other site. */
const AnswersPicture = (): MethodDecorator => applyDecorators(
  AnswersFile('image/jpeg', 'image/png'),
  Header('cache-control', 'private, no-store'),
  Header('x-content-type-options', 'nosniff'),
  Header('content-security-policy', "default-src 'none'; sandbox"),
  Header('cross-origin-resource-policy', 'same-origin'),
);

/** Pictures of forms. Whatever a picture holds, a browser neither runs, guesses, keeps nor embeds it elsewhere. */
@Controller('uploads')
export class UploadController {
  constructor(
    @Inject(UploadService) private readonly uploads: UploadService,
    @Inject(ContentService) private readonly contents: ContentService,
  ) {}

  @Post()
  @Roles('applicant')
  @UseInterceptors(MultipartInterceptor)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM as never })
  @Answers(UploadView, 201)
  take(@Caller() caller: Principal, @Sent() file: SentFile): Promise<UploadView> {
    return this.uploads.take(caller, file);
  }

  @Post(':id/receipt')
  @Roles('applicant')
  @HttpCode(200)
  @Answers(UploadView)
  vouch(@Caller() caller: Principal, @ZodParam('id', UploadId) id: string): Promise<UploadView> {
    return this.uploads.vouch(caller, id);
  }

  @Get(':id/content')
  @Roles('applicant', 'reviewer', 'inspector', 'supervisor')
  @AnswersPicture()
  async content(@Caller() caller: Principal, @ZodParam('id', UploadId) id: string): Promise<StreamableFile> {
    return streamed(await this.contents.read(caller, id));
  }

  @Post(':id/reveal')
  @Roles('reviewer', 'inspector', 'supervisor')
  @HttpCode(200)
  @AnswersPicture()
  async reveal(@Caller() caller: Principal, @ZodParam('id', UploadId) id: string, @ZodBody(RevealByReceipt) { receipt }: RevealByReceipt): Promise<StreamableFile> {
    return streamed(await this.contents.read(caller, id, { from: 'filing', receipt }));
  }

  /** OPN-04: with the receipt of a subject's own review. */
  @Post(':id/review-reveal')
  @Roles('reviewer', 'inspector', 'supervisor')
  @HttpCode(200)
  @AnswersPicture()
  async reviewReveal(@Caller() caller: Principal, @ZodParam('id', UploadId) id: string, @ZodBody(RevealByReceipt) { receipt }: RevealByReceipt): Promise<StreamableFile> {
    return streamed(await this.contents.read(caller, id, { from: 'subject', receipt }));
  }
}

function streamed({ bytes, type }: Content): StreamableFile {
  return new StreamableFile(bytes, { type, length: bytes.length, disposition: `inline; filename="picture.${EXTENSIONS[type] ?? 'bin'}"` });
}
