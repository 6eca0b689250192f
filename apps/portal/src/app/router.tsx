import { createBrowserRouter } from 'react-router';
import { LandingPage } from '../features/landing/landing-page.tsx';
import { PageFault, UnknownPage } from './page-fault.tsx';
import { PublicFrame } from './public-frame.tsx';
import { Opening, Root } from './root.tsx';

// Every page but the first is fetched when it is opened; antd comes with the first page that needs it.
export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: PageFault,
    HydrateFallback: Opening,
    children: [
      {
        Component: PublicFrame,
        children: [
          { index: true, Component: LandingPage },
          { path: 'lookup', lazy: () => import('../features/lookup/lookup-page.tsx') },
          { path: 'help/sign-on', lazy: () => import('../features/sign-on/help-page.tsx') },
          { path: 'sandbox/sms', lazy: () => import('../features/sandbox/sandbox-sms-page.tsx') },
          {
            lazy: () => import('./antd-root.tsx'),
            children: [
              { path: 'login', lazy: () => import('../features/session/login-page.tsx') },
              { path: 'reset-password', lazy: () => import('../features/session/reset-password-page.tsx') },
              { path: 'sign-on/ended', lazy: () => import('../features/sign-on/ended-page.tsx') },
              { path: 'sign-on/choose', lazy: () => import('../features/sign-on/choose-page.tsx') },
              { path: 'register', lazy: () => import('../features/session/register-page.tsx') },
              { path: 'enrol', lazy: () => import('../features/session/enrol-page.tsx') },
            ],
          },
          { path: '*', Component: UnknownPage },
        ],
      },
      {
        lazy: () => import('./antd-root.tsx'),
        children: [{ lazy: () => import('./app-frame.tsx'), children: [
          {
            lazy: async () => ({ Component: (await import('./guards.tsx')).ApplicantPages }),
            children: [
              { path: 'home', lazy: () => import('../features/home/home-page.tsx') },
              { path: 'subjects', lazy: () => import('../features/subject/subjects-page.tsx') },
              { path: 'subjects/new', lazy: () => import('../features/subject/new-subject-page.tsx') },
              { path: 'subjects/drafts/:draft', lazy: () => import('../features/subject/subject-draft-page.tsx') },
              { path: 'subjects/submitted', lazy: () => import('../features/subject/subject-submitted-page.tsx') },
              { path: 'subjects/:subject', lazy: () => import('../features/subject/subject-page.tsx') },
              { path: 'subjects/:subject/change', lazy: () => import('../features/subject/change-page.tsx') },
              { path: 'subjects/:subject/edit', lazy: () => import('../features/subject/edit-subject-page.tsx') },
              { path: 'websites/new', lazy: () => import('../features/filing-form/start-page.tsx') },
              { path: 'websites/drafts/:draft', lazy: () => import('../features/filing-form/wizard-page.tsx') },
              { path: 'websites/submitted/:application', lazy: () => import('../features/filing-form/submitted-page.tsx') },
              { path: 'apply/:object', lazy: () => import('../features/filing-form/start-page.tsx') },
              { path: 'apply/:object/drafts/:draft', lazy: () => import('../features/filing-form/wizard-page.tsx') },
              { path: 'apply/:object/submitted/:application', lazy: () => import('../features/filing-form/submitted-page.tsx') },
              { path: 'drafts', lazy: () => import('../features/drafts/drafts-page.tsx') },
              { path: 'applications', lazy: () => import('../features/applications/applications-page.tsx') },
              { path: 'applications/:application', lazy: () => import('../features/applications/application-page.tsx') },
              { path: 'applications/:application/correct', lazy: () => import('../features/filing-form/correct-page.tsx') },
              { path: 'filings', lazy: () => import('../features/filings/filings-page.tsx') },
              { path: 'filings/of/:object', lazy: () => import('../features/filings/filings-page.tsx') },
              { path: 'manage/:object', lazy: () => import('../features/filings/filings-page.tsx') },
              { path: 'filings/:filing', lazy: () => import('../features/filings/filing-page.tsx') },
              { path: 'filings/of/:object/:filing', lazy: () => import('../features/filings/filing-page.tsx') },
              { path: 'filings/of/:object/:filing/number', lazy: () => import('../features/filings/number-page.tsx') },
              { path: 'filings/:filing/number', lazy: () => import('../features/filings/number-page.tsx') },
              { path: 'assessments', lazy: () => import('../features/assessments/assessments-page.tsx') },
            ],
          },
          { path: 'account', lazy: () => import('../features/account/account-page.tsx') },
          { path: 'messages', lazy: () => import('../features/messages/messages-page.tsx') },
          {
            lazy: async () => ({ Component: (await import('./guards.tsx')).OfficerPages }),
            children: [
              { path: 'desk', lazy: () => import('../features/desk/desk-page.tsx') },
              { path: 'desk/subjects', lazy: () => import('../features/subject-review/reviews-page.tsx') },
              { path: 'desk/subjects/:review', lazy: () => import('../features/subject-review/review-page.tsx') },
              { path: 'desk/:application', lazy: () => import('../features/desk/case-page.tsx') },
            ],
          },
          {
            lazy: async () => ({ Component: (await import('./guards.tsx')).AuditorPages }),
            children: [
              { path: 'audit', lazy: () => import('../features/audit/audit-page.tsx') },
              { path: 'audit/:filing', lazy: () => import('../features/audit/timeline-page.tsx') },
            ],
          },
          {
            lazy: async () => ({ Component: (await import('./guards.tsx')).AdministratorPages }),
            children: [
              { path: 'admin/officers', lazy: () => import('../features/administration/officers-page.tsx') },
              { path: 'admin/bureaus', lazy: () => import('../features/administration/bureaus-page.tsx') },
              { path: 'admin/rules', lazy: () => import('../features/administration/rules-page.tsx') },
              { path: 'admin/providers', lazy: () => import('../features/administration/providers-page.tsx') },
              { path: 'admin/roles', lazy: () => import('../features/administration/roles-page.tsx') },
            ],
          },
          {
            lazy: async () => ({ Component: (await import('./guards.tsx')).LeaderPages }),
            children: [{ path: 'leaves', lazy: () => import('../features/leave/leaves-page.tsx') }],
          },
          {
            lazy: async () => ({ Component: (await import('./guards.tsx')).CyberspacePages }),
            children: [{ path: 'area-assessments', lazy: () => import('../features/assessments/area-page.tsx') }],
          },
          { path: 'no-screen', lazy: async () => ({ Component: (await import('./guards.tsx')).NoScreen }) },
        ] }],
      },
    ],
  },
]);
