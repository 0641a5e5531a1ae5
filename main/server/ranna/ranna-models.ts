/** What ranna's clients send. As in Go, a field that is absent or null has its type's empty value. */
import { z } from 'zod';
import { RunyardError } from '../../../contract';
import { lowerKeys } from './go-json';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const integer = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? 0);

/** `models.ExecutionRequest` */
export const ExecutionRequest = z.preprocess(
  (value) => lowerKeys(value) ?? {},
  z.object({
    language: text,
    code: text,
    inline_expression: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    arguments: z
      .array(text)
      .nullish()
      .transform((value) => value ?? []),
    environment: z
      .record(z.string(), text)
      .nullish()
      .transform((value) => value ?? {}),
  }),
);
export type ExecutionRequest = z.infer<typeof ExecutionRequest>;

/** `models.Operation`, whose arguments are read when it is known what they are of. */
export const Operation = z.preprocess(
  lowerKeys,
  z.object({ op: integer, nonce: integer, args: z.unknown().optional() }),
);
export type Operation = z.infer<typeof Operation>;

/** `models.DataRunId` */
export const KillArguments = z.preprocess((value) => lowerKeys(value) ?? {}, z.object({ runid: text }));

/** @throws RunyardError `BAD_REQUEST`, naming the field */
export function readModel<T>(model: z.ZodType<T>, value: unknown): T {
  const parsed = model.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the message';
  throw new RunyardError('BAD_REQUEST', {
    message: `${field}: ${issue?.message ?? 'it is not as it should be'}`,
    remedy: 'Send the fields that ranna has, each in its type.',
  });
}
