import type { ReviewCommandView, ReviewView } from '@beian/contracts/subject/reviews';
import { REVIEW_MESSAGE_LABELS } from '@beian/rules/subject/review';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { hasStatus } from '../../ui/api/api-error.ts';
import { newId } from '../../ui/api/new-id.ts';
import { subjectSteps } from '../subject/get-subject.ts';
import { actOnReview, type ReviewSending } from './review-calls.ts';

/** Sends actions on one review. Whatever the answer, it is read again: a refusal means that it has changed. */
export function useReviewAction({ review, version, subject }: ReviewView, onApplied: () => void): UseMutationResult<ReviewCommandView, Error, ReviewSending> {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: async (sending: ReviewSending) => {
      const command = newId();
      try {
        return await actOnReview(review, command, version, sending);
      } catch (fault) {
        // No answer at all: the same command once more either learns its result or takes effect exactly once.
        if (hasStatus(fault, 0)) return await actOnReview(review, command, version, sending);
        throw fault;
      }
    },
    onSuccess: (_command, { action }) => {
      void message.success(`已${REVIEW_MESSAGE_LABELS[action]}`);
      onApplied();
    },
    // The steps alone: to read a revision again would be one more look on record.
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['reviews'] }), client.invalidateQueries({ queryKey: subjectSteps(subject).queryKey, exact: true })]),
  });
}
