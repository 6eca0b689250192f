import { Module } from '@nestjs/common';
import { UploadAccessConsumer } from './access/upload-access.consumer.ts';
import { ObjectStoreModule } from './object-store/object-store.module.ts';
import { ScanModule } from './scan/scan.module.ts';
import { PictureRetentionConsumer } from './retention/picture-retention.consumer.ts';
import { OrphanSweeper } from './sweep/orphan.sweeper.ts';
import { ContentService } from './upload/content.service.ts';
import { UploadController } from './upload/upload.controller.ts';
import { UploadService } from './upload/upload.service.ts';

/** All of the storage service. */
@Module({
  imports: [ObjectStoreModule, ScanModule],
  controllers: [UploadController, UploadAccessConsumer, PictureRetentionConsumer],
  providers: [UploadService, ContentService, OrphanSweeper],
})
export class AppModule {}
