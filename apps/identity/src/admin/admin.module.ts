import { Module } from '@nestjs/common';
import { CaptchaService } from '../captcha/captcha.service.ts';
import { LeaveController } from '../leave/leave.controller.ts';
import { LeaveQueries } from '../leave/leave.queries.ts';
import { LeaveService } from '../leave/leave.service.ts';
import { BureauAdminController } from './bureau-admin.controller.ts';
import { BureauAdminQueries } from './bureau-admin.queries.ts';
import { BureauAdminService } from './bureau-admin.service.ts';
import { EnrolmentController } from './enrolment.controller.ts';
import { EnrolmentService } from './enrolment.service.ts';
import { OfficerAdminController } from './officer-admin.controller.ts';
import { OfficerAdminQueries } from './officer-admin.queries.ts';
import { OfficerAdminService } from './officer-admin.service.ts';
import { Standing } from './standing.ts';

/** Bureaus, appointments, enrolment and leave. */
@Module({
  controllers: [BureauAdminController, EnrolmentController, LeaveController, OfficerAdminController],
  providers: [BureauAdminQueries, BureauAdminService, CaptchaService, EnrolmentService, LeaveQueries, LeaveService, OfficerAdminQueries, OfficerAdminService, Standing],
})
export class AdminModule {}
