import type { Project, Stack } from '../../../src/stack/types.js'
import { checkout } from '../step.js'

/** Writes a stack out as its owner would have it: one Compose file a project (JSON is YAML) and stack.yml; gives the folder. */
export function shopCheckout(stack: Stack, health = ''): Promise<string> {
  const files = stack.projects.map(({ files: [name = ''], model }) => [name, `${JSON.stringify(model, null, 2)}\n`])
  return checkout({ ...Object.fromEntries(files), 'stack.yml': stackYaml(stack, health) })
}

const stackYaml = ({ name, environment, registry, projects }: Stack, health: string): string => `name: ${name}
registry: ${registry}
projects:
${projects.map(projectLine).join('\n')}
environments:
  ${environment}: { branch: main }
${health}`

const projectLine = ({ name, path, needs }: Project): string =>
  `  ${name}: { path: ${path}, needs: ${JSON.stringify(needs)} }`
