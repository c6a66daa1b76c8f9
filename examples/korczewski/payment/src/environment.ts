/** A variable without which the service cannot work. */
export function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`the variable ${name} is not set`)
  return value
}
