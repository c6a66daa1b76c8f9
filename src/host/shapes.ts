import { z } from 'zod'

// What Docker says of a container, a volume or a network has these fields, of these kinds, whatever others there are: it is looked at once, where it is read.

const map = z.record(z.string(), z.unknown()).nullish()
const texts = z.record(z.string(), z.string()).nullish()
const words = z.array(z.string()).nullish()

const CONTAINER = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  Path: z.string(),
  Args: z.array(z.string()),
  State: z.looseObject({
    Running: z.boolean(),
    StartedAt: z.string(),
    Health: z.looseObject({ Status: z.string() }).nullish(),
  }),
  Config: z.looseObject({
    Image: z.string(),
    Env: words,
    Cmd: words,
    Entrypoint: words,
    Labels: texts,
    ExposedPorts: map,
    Healthcheck: z.looseObject({ Test: words }).nullish(),
  }),
  HostConfig: z.looseObject({
    NetworkMode: z.string().optional(),
    RestartPolicy: z.looseObject({ Name: z.string(), MaximumRetryCount: z.number() }).optional(),
    PortBindings: z
      .record(z.string(), z.array(z.looseObject({ HostIp: z.string(), HostPort: z.string() })).nullish())
      .nullish(),
  }),
  Mounts: z
    .array(z.looseObject({ Type: z.string(), Source: z.string().optional(), Destination: z.string() }))
    .optional(),
  NetworkSettings: z.looseObject({
    Networks: z.record(z.string(), z.looseObject({}).nullable()).nullish(),
    Ports: map,
  }),
})

const NAMED = z.looseObject({ Name: z.string(), Labels: texts, Options: texts })

export function isContainer(value: unknown): boolean {
  return CONTAINER.safeParse(value).success
}

/** A volume or a network. */
export function isNamed(value: unknown): boolean {
  return NAMED.safeParse(value).success
}
