/** Where a new subject is written; its draft's id becomes the subject's, so that sent twice it is one. */
export const newSubjectAddress = (draft: string): string => `/subjects/drafts/${draft}`;
export const changeAddress = (subject: string): string => `/subjects/${subject}/change`;
