import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { askJson } from './request.js';
import { problemOf } from './request-failure.js';
import { useAsked } from './use-asked.js';
import type { CheckpointKey, CheckpointMade, Checkpoints } from '../../wire/operating.js';

/** The signed checkpoints of the log, the oldest first. */
export const useCheckpoints = (): UseQueryResult<Checkpoints> => useAsked(['checkpoints'], '/checkpoints');

/** The public key that signs them; `null` where nothing signs the log. */
export const useCheckpointKey = (): UseQueryResult<CheckpointKey> =>
  useAsked(['checkpoint-key'], '/checkpoints/key', {
    retry: (failures, error) => failures < 3 && problemOf(error)?.status !== 404,
  });

/** Makes a checkpoint now. */
export const useMakeCheckpoint = (): UseMutationResult<CheckpointMade, Error, void> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => askJson<CheckpointMade>('/checkpoints', { method: 'POST' }),
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [name] }) => name === 'checkpoints' || name === 'chain-position',
      }),
  });
};
