import type { Stack } from '../../../stack/types.js'

/**
 * What a user can do about data that would be left behind.
 * @param unnamed Words of what is in volumes without a name, which nothing can mount again.
 */
export function leaveDataAdvice(
  { name }: Pick<Stack, 'name'>,
  words: readonly string[],
  unnamed: readonly string[],
): string[] {
  const all = [...new Set([...words, ...unnamed])]
  if (all.length === 0) return []
  const list = all.map((word) => JSON.stringify(word)).join(', ')
  return [
    ...(all.some((word) => !unnamed.includes(word))
      ? ['to keep the data, mount at these paths what is mounted there now']
      : []),
    `to leave it where it is, and begin without it, write into stack.yml (where there is none, below the line \`name: ${name}\`): leave-data: [${list}]`,
  ]
}
