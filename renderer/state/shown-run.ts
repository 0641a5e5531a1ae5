/** What the output pane of a tab shows in place of its newest output. */
export type ShownRun =
  | { readonly kind: 'earlier'; readonly runId: string }
  /** Null where there are no two runs. */
  | { readonly kind: 'comparison'; readonly beforeId: string | null; readonly afterId: string | null };
