/** The one line that tells most of what Node or a runtime said when it failed: the error itself where one is named. */
export function findFailureLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const line = lines.find((one) => /^(FATAL ERROR|[A-Za-z.]*Error)\b.*:/.test(one)) ?? lines.find((one) => one !== '');
  return (line ?? '').slice(0, 300);
}
